// Sets light or dark before anything is drawn; "system" follows the system, also when it changes.
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
        // Without a store the choice holds for no longer than it can: not at all.
      }
      show();
    }
  };
})();
