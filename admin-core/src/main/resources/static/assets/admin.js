// What pages do in the browser beyond exchanging parts of themselves, which htmx does.
(function () {
  "use strict";

  const whole = document;

  // --- Times: in the reader's zone, with UTC when one points at them -----------------------------------------------

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

  // What a time that is typed in UTC is where the reader sits.
  function showLocalTime(hint) {
    const input = whole.getElementById(hint.dataset.localTimeOf);
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
    whole.getElementById(button.getAttribute("aria-controls")).classList.toggle("show", open);
  }

  function showThemeChoice() {
    whole.querySelectorAll("[data-choose-theme]").forEach(button => button.setAttribute("aria-pressed",
        String(button.dataset.chooseTheme === window.headraceTheme.chosen())));
  }

  function isTyping(target) {
    return target.matches("input, textarea, select") || target.isContentEditable;
  }

  whole.addEventListener("keydown", event => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      event.preventDefault();
      whole.getElementById("search")?.focus();
    } else if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      const save = whole.querySelector("[data-save]");
      if (save) {
        event.preventDefault();
        save.click();
      }
    } else if (event.key === "Escape") {
      whole.querySelectorAll("[data-suggestions]").forEach(clear);
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
    return whole.querySelector('[aria-controls="' + list.id + '"]');
  }

  function point(list, input, step) {
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

  whole.addEventListener("keydown", event => {
    const input = event.target;
    if (!input.matches('[role="combobox"]')) {
      return;
    }
    const list = whole.getElementById(input.getAttribute("aria-controls"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point(list, input, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const pointed = list.querySelector('[aria-selected="true"]');
      if (pointed || input.closest("[data-picker]")) {
        event.preventDefault();
      }
      pointed?.click();
    }
  });

  whole.addEventListener("focusout", event => {
    if (event.target.matches('[role="combobox"]')) {
      const list = whole.getElementById(event.target.getAttribute("aria-controls"));
      // A click on a suggestion takes the focus away first.
      setTimeout(() => {
        if (whole.activeElement !== event.target && !list.contains(whole.activeElement)) {
          clear(list);
        }
      }, 200);
    }
  });

  whole.addEventListener("mousedown", event => {
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

  whole.addEventListener("click", event => {
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
      whole.getElementById(button.dataset.opens).showModal();
    } else if (button.hasAttribute("data-closes")) {
      button.closest("dialog").close();
    } else if (button.getAttribute("role") === "tab") {
      selectTab(button);
    }
  });

  // Elements are told apart by their number, and by their first text, also when they are folded.
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

  ["input", "change"].forEach(name => whole.addEventListener(name, event => {
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
      whole.getElementById(each.getAttribute("aria-controls")).hidden = !selected;
    });
  }

  whole.addEventListener("keydown", event => {
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
    const state = whole.getElementById("unsaved");
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

  // --- Lists: the way back leads to where one was ------------------------------------------------------------------

  function rememberList() {
    const list = whole.querySelector("[data-list]");
    if (list) {
      sessionStorage.setItem("list " + list.dataset.list, location.search);
    }
    whole.querySelectorAll("a[data-back-to-list]").forEach(link => {
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
    const card = whole.getElementById("publication");
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
      const present = whole.getElementById("publication");
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

  // --- What htmx does ------------------------------------------------------------------------------------------------

  whole.addEventListener("htmx:beforeRequest", event => {
    // Nobody looks: no need to ask.
    if (whole.hidden && (event.detail.elt.getAttribute("hx-trigger") || "").includes("every")) {
      event.preventDefault();
    }
  });

  whole.addEventListener("htmx:afterRequest", event => {
    whole.getElementById("unreachable").hidden = !event.detail.failed;
  });

  whole.addEventListener("htmx:afterSwap", event => {
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

  whole.addEventListener("htmx:afterSettle", event => {
    const list = event.detail.target;
    if (list.classList.contains("element-list") && list.lastElementChild) {
      list.lastElementChild.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      changed(list);
    }
  });

  whole.addEventListener("htmx:pushedIntoHistory", rememberList);
  whole.addEventListener("htmx:load", event => {
    showTimes(event.detail.elt.parentElement || whole);
    followReceipt();
  });

  showTimes(whole);
  describeElements(whole);
  showThemeChoice();
  rememberList();
  followReceipt();
  whole.querySelectorAll("form[data-guard]").forEach(guard);
})();
