// Renders every set of facts on standard input (a JSON list), several times over; prints as JSON
// the best time of a whole round in seconds, and the texts.
"use strict";

const path = require("node:path");
const rosaenlg = require("rosaenlg");

const ROUNDS = 5;
const LANGUAGE = "en_US"; // the English that RosaeNLG has
const facts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const write = rosaenlg.compileFile(path.join(__dirname, "release.pug"), { language: LANGUAGE });

let best = Infinity;
let texts = [];
for (let round = 0; round < ROUNDS; round += 1) {
    const began = process.hrtime.bigint();
    texts = facts.map((d) => write({ util: new rosaenlg.NlgLib({ language: LANGUAGE }), d }));
    best = Math.min(best, Number(process.hrtime.bigint() - began) / 1e9);
}
console.log(JSON.stringify({ seconds: best, texts }));
