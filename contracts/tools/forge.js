// Where forge itself lies: the script in node_modules/.bin loses its exit code.
const { existsSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const folder = join(__dirname, "..", "node_modules", "@foundry-rs");
const found = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.startsWith("forge-"))
  .map((name) => join(folder, name, "bin", "forge"))
  .find(existsSync);

/** Path of the program, or undefined when the packages are not installed. */
module.exports = found;
