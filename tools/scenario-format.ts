import { writeFile } from "node:fs/promises";
import { scenarioFormatPage } from "./scenario-format-page.js";

await writeFile(new URL("../docs/scenario-format.md", import.meta.url), scenarioFormatPage());
