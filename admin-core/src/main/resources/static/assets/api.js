// Shows the OpenAPI description that the element names, in the theme of the page.
(function () {
  "use strict";
  const root = document.documentElement;

  function showTheme() {
    root.classList.toggle("dark-mode", root.getAttribute("data-bs-theme") === "dark");
  }

  document.addEventListener("DOMContentLoaded", function () {
    showTheme();
    new MutationObserver(showTheme).observe(root, {attributes: true, attributeFilter: ["data-bs-theme"]});
    SwaggerUIBundle({
      url: document.getElementById("api").dataset.description,
      dom_id: "#api",
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
      // Calls of the edge would be calls to another origin.
      supportedSubmitMethods: []
    });
  });
})();
