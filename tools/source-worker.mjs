// node --import tools/source-worker.mjs: lets a worker thread load the sources; Node 20 does not hand a loader on to threads.
import { register } from "tsx/esm/api";

register();
