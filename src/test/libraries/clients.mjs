// clients.mjs BASE: runs the trials of all libraries.
import "./ai.mjs";
import "./langchain.mjs";
import "./openai.mjs";
import { run } from "./trials.mjs";

await run();
process.exit(0);
