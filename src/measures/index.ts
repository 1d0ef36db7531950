export { measure } from "./report.js";
