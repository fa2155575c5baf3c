// Compiles the contracts and writes what .NET needs to artifacts/ (--write), or compares with what is committed (--check), so that
// `dotnet build` needs no node and nobody has to trust the committed bytes.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import forge from "./forge.js";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const contracts = ["AnchorLog", "TenderChain"];

function readBuild(contract) {
  const built = JSON.parse(readFileSync(join(folder, "out", `${contract}.sol`, `${contract}.json`), "utf8"));
  const { storage, types } = built.storageLayout;
  const member = ({ label, slot, offset, type }) => ({
    label,
    slot: Number(slot),
    offset,
    type: types[type].label,
    bytes: Number(types[type].numberOfBytes),
  });
  const structs = Object.values(types).filter((t) => t.members);
  return {
    contract,
    compiler: "solc 0.8.37, london, optimizer 200 runs",
    abi: built.abi,
    bytecode: built.bytecode.object,
    deployedBytecode: built.deployedBytecode.object,
    // Where the constructor writes immutable values into the deployed code: [start, length] in bytes.
    immutables: Object.values(built.deployedBytecode.immutableReferences)
      .flat()
      .map(({ start, length }) => [start, length])
      .sort((a, b) => a[0] - b[0]),
    storage: storage.map(member),
    structs: Object.fromEntries(structs.map((t) => [t.label, t.members.map(member)]).sort()),
  };
}

execFileSync(forge, ["build", "--root", folder, "--skip", "test"], { stdio: ["ignore", "ignore", "inherit"] });
let differs = false;
for (const contract of contracts) {
  const path = join(folder, "artifacts", `${contract}.json`);
  const text = `${JSON.stringify(readBuild(contract), null, 1)}\n`;
  if (process.argv.includes("--write")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`artifacts/${contract}.json is not what the compiler makes: run "npm run artifacts" and look at the difference`);
    differs = true;
  }
}
process.exitCode = differs ? 1 : 0;
