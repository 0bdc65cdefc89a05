// Draws the API's description so that it can be tried out. Nothing is stored, and nothing is asked
// of any other site: the validator that Swagger UI would send the schema to is turned off.
"use strict";

// Swagger UI knows the dark scheme by a class alone.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const followScheme = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followScheme);
followScheme();

const place = document.getElementById("try-it");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  docExpansion: "list",
  persistAuthorization: false,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
