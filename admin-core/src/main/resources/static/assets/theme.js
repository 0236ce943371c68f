// Sets the light or dark theme before the first paint; "system" follows the system setting and its changes.
(function () {
  "use strict";
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return localStorage.getItem("theme") || "system";
    } catch {
      return "system";
    }
  }

  function show() {
    const theme = chosen();
    const dark = theme === "dark" || (theme === "system" && system.matches);
    document.documentElement.setAttribute("data-bs-theme", dark ? "dark" : "light");
    document.documentElement.setAttribute("data-theme-choice", theme);
  }

  show();
  system.addEventListener("change", show);
  window.headraceTheme = {
    chosen: chosen,
    choose(theme) {
      try {
        localStorage.setItem("theme", theme);
      } catch {
        // Without local storage the choice is not remembered.
      }
      show();
    }
  };
})();
