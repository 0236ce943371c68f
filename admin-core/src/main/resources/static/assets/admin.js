// Behavior of pages in the browser, in addition to htmx.
(function () {
  "use strict";

  const doc = document;

  // --- Times: in the reader's zone, with UTC as a tooltip ----------------------------------------------------------

  const time = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit"});
  const day = new Intl.DateTimeFormat(undefined, {day: "numeric", month: "short", year: "numeric"});

  function showTimes(root) {
    root.querySelectorAll("time[datetime]").forEach(element => {
      const at = new Date(element.dateTime);
      if (!isNaN(at)) {
        const today = at.toDateString() === new Date().toDateString();
        element.textContent = today ? time.format(at) : day.format(at) + ", " + time.format(at);
        element.title = at.toISOString().replace("T", " ").replace(/\.\d+Z/, "") + " UTC";
      }
    });
    root.querySelectorAll("[data-local-time-of]").forEach(showLocalTime);
  }

  // Shows a time entered in UTC in the reader's zone.
  function showLocalTime(hint) {
    const input = doc.getElementById(hint.dataset.localTimeOf);
    const show = () => {
      const at = new Date(input.value + "Z");
      hint.textContent = input.value && !isNaN(at) && at.getTimezoneOffset() !== 0
          ? "Your time: " + day.format(at) + ", " + time.format(at) + "." : "";
    };
    input.addEventListener("input", show);
    show();
  }

  // --- Menu, theme, keys --------------------------------------------------------------------------------------------

  function toggleMenu(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    doc.getElementById(button.getAttribute("aria-controls")).classList.toggle("show", open);
  }

  function showThemeChoice() {
    doc.querySelectorAll("[data-choose-theme]").forEach(button => button.setAttribute("aria-pressed",
        String(button.dataset.chooseTheme === window.headraceTheme.chosen())));
  }

  function isTyping(target) {
    return target.matches("input, textarea, select") || target.isContentEditable;
  }

  doc.addEventListener("keydown", event => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      event.preventDefault();
      doc.getElementById("search")?.focus();
    } else if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      const save = doc.querySelector("[data-save]");
      if (save) {
        event.preventDefault();
        save.click();
      }
    } else if (event.key === "Escape") {
      doc.querySelectorAll("[data-suggestions]").forEach(clear);
    }
  });

  // --- Suggestions: the search at the top and the choice of references -----------------------------------------------

  function clear(list) {
    list.replaceChildren();
    const input = inputOf(list);
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function inputOf(list) {
    return doc.querySelector('[aria-controls="' + list.id + '"]');
  }

  function highlight(list, input, step) {
    const options = [...list.querySelectorAll('[role="option"]')];
    if (options.length === 0) {
      return;
    }
    const before = options.findIndex(option => option.getAttribute("aria-selected") === "true");
    const next = (before + step + options.length + (before < 0 && step < 0 ? 1 : 0)) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
    options[next].scrollIntoView({block: "nearest"});
    input.setAttribute("aria-activedescendant", options[next].id);
  }

  doc.addEventListener("keydown", event => {
    const input = event.target;
    if (!input.matches('[role="combobox"]')) {
      return;
    }
    const list = doc.getElementById(input.getAttribute("aria-controls"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      highlight(list, input, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const highlighted = list.querySelector('[aria-selected="true"]');
      if (highlighted || input.closest("[data-picker]")) {
        event.preventDefault();
      }
      highlighted?.click();
    }
  });

  doc.addEventListener("focusout", event => {
    if (event.target.matches('[role="combobox"]')) {
      const list = doc.getElementById(event.target.getAttribute("aria-controls"));
      // A click on a suggestion moves the focus first.
      setTimeout(() => {
        if (doc.activeElement !== event.target && !list.contains(doc.activeElement)) {
          clear(list);
        }
      }, 200);
    }
  });

  doc.addEventListener("mousedown", event => {
    if (event.target.closest("[data-suggestions]")) {
      event.preventDefault();
    }
  });

  // --- Chosen references, and elements of lists ------------------------------------------------------------------------

  function changed(element) {
    element.closest("form")?.dispatchEvent(new Event("change", {bubbles: true}));
  }

  function move(chip, step) {
    const other = step < 0 ? chip.previousElementSibling : chip.nextElementSibling;
    if (other) {
      chip.parentElement.insertBefore(step < 0 ? chip : other, step < 0 ? other : chip);
    }
  }

  doc.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const chip = button.closest("[data-chip], [data-element]");
    if (button.hasAttribute("data-remove")) {
      const next = chip.matches("[data-chip]")
          ? chip.closest("[data-picker]").querySelector('[role="combobox"]') : chip.closest("[data-elements]");
      const form = chip.closest("form");
      chip.remove();
      form.dispatchEvent(new Event("change", {bubbles: true}));
      next.focus();
    } else if (button.dataset.move) {
      move(chip, Number(button.dataset.move));
      // The first one cannot be moved up, nor the last one down.
      const back = chip.querySelector('[data-move="' + -button.dataset.move + '"]');
      (button.checkVisibility({visibilityProperty: true}) ? button : back).focus();
      changed(chip);
    } else if (button.dataset.chooseTheme) {
      window.headraceTheme.choose(button.dataset.chooseTheme);
      showThemeChoice();
    } else if (button.hasAttribute("data-menu")) {
      toggleMenu(button);
    } else if (button.dataset.opens) {
      doc.getElementById(button.dataset.opens).showModal();
    } else if (button.hasAttribute("data-closes")) {
      button.closest("dialog").close();
    } else if (button.getAttribute("role") === "tab") {
      selectTab(button);
    }
  });

  // Number and first text identify an element even when it is collapsed.
  function describeElements(root) {
    root.querySelectorAll("[data-element]").forEach(element => {
      const number = [...element.parentElement.children].indexOf(element) + 1;
      element.querySelectorAll(":scope > .element-actions [data-number], :scope > details > summary [data-number]").forEach(each => {
        each.textContent = number;
      });
      const texts = [...element.querySelectorAll("input:is([type=text], [type=url], [type=email]), textarea, .chip-title")]
          .map(each => (each.value ?? each.textContent).trim());
      element.querySelector("[data-summary]").textContent = (texts.find(text => text) || "").slice(0, 120);
    });
  }

  ["input", "change"].forEach(name => doc.addEventListener(name, event => {
    const form = event.target.closest("form");
    if (form) {
      describeElements(form);
    }
  }));

  // --- Tabs ----------------------------------------------------------------------------------------------------------

  function selectTab(tab) {
    tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]').forEach(each => {
      const selected = each === tab;
      each.setAttribute("aria-selected", String(selected));
      each.tabIndex = selected ? 0 : -1;
      each.classList.toggle("active", selected);
      doc.getElementById(each.getAttribute("aria-controls")).hidden = !selected;
    });
  }

  doc.addEventListener("keydown", event => {
    if (event.target.getAttribute("role") === "tab" && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const other = event.key === "ArrowLeft"
          ? event.target.previousElementSibling : event.target.nextElementSibling;
      if (other) {
        other.focus();
        other.click();
      }
    }
  });

  // --- Unsaved changes -----------------------------------------------------------------------------------------------

  function contents(form) {
    return new URLSearchParams(new FormData(form)).toString();
  }

  function guard(form) {
    const before = form.hasAttribute("data-unsaved") ? null : contents(form);
    const state = doc.getElementById("unsaved");
    let leaving = false;
    const isDirty = () => contents(form) !== before;
    const show = () => {
      state.hidden = !isDirty();
    };
    form.addEventListener("submit", () => {
      leaving = true;
    });
    form.addEventListener("input", show);
    form.addEventListener("change", show);
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
    window.addEventListener("beforeunload", event => {
      if (!leaving && isDirty()) {
        event.preventDefault();
      }
    });
    show();
  }

  // --- Lists: the link back restores the list's state --------------------------------------------------------------

  function rememberList() {
    const list = doc.querySelector("[data-list]");
    if (list) {
      sessionStorage.setItem("list " + list.dataset.list, location.search);
    }
    doc.querySelectorAll("a[data-back-to-list]").forEach(link => {
      link.search = sessionStorage.getItem("list " + link.dataset.backToList) || "";
    });
  }

  // --- Receipts: the card of a publication is replaced whenever the receipt changes ---------------------------------

  let receipts = null;

  function closeReceipts() {
    receipts?.close();
    receipts = null;
  }

  function followReceipt() {
    const card = doc.getElementById("publication");
    const url = card?.dataset.events;
    if (!url) {
      closeReceipts();
      return;
    }
    if (receipts && receipts.url.endsWith(url)) {
      return;
    }
    closeReceipts();
    receipts = new EventSource(url);
    const refresh = () => {
      const present = doc.getElementById("publication");
      if (present) {
        htmx.ajax("GET", present.dataset.card, {target: present, swap: "outerHTML"});
      }
    };
    receipts.addEventListener("progress", refresh);
    receipts.addEventListener("complete", () => {
      closeReceipts();
      refresh();
    });
  }

  // --- htmx events ---------------------------------------------------------------------------------------------------

  doc.addEventListener("htmx:beforeRequest", event => {
    // No polling while the page is hidden.
    if (doc.hidden && (event.detail.elt.getAttribute("hx-trigger") || "").includes("every")) {
      event.preventDefault();
    }
  });

  doc.addEventListener("htmx:afterRequest", event => {
    doc.getElementById("unreachable").hidden = !event.detail.failed;
  });

  doc.addEventListener("htmx:afterSwap", event => {
    const target = event.detail.target;
    if (target.hasAttribute("data-suggestions")) {
      const input = inputOf(target);
      input.setAttribute("aria-expanded", String(target.childElementCount > 0));
      input.removeAttribute("aria-activedescendant");
    } else if (target.hasAttribute("data-chosen")) {
      const picker = target.closest("[data-picker]");
      const input = picker.querySelector('[role="combobox"]');
      input.value = "";
      clear(picker.querySelector("[data-suggestions]"));
      input.focus();
      changed(target);
    }
  });

  doc.addEventListener("htmx:afterSettle", event => {
    const list = event.detail.target;
    if (list.classList.contains("element-list") && list.lastElementChild) {
      list.lastElementChild.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      changed(list);
    }
  });

  doc.addEventListener("htmx:pushedIntoHistory", rememberList);
  doc.addEventListener("htmx:load", event => {
    showTimes(event.detail.elt.parentElement || doc);
    followReceipt();
  });

  showTimes(doc);
  describeElements(doc);
  showThemeChoice();
  rememberList();
  followReceipt();
  doc.querySelectorAll("form[data-guard]").forEach(guard);
})();
