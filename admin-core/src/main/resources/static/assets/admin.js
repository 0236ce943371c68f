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
    // Options cannot contain elements.
    root.querySelectorAll("option[data-time]").forEach(option => {
      const at = new Date(option.dataset.time);
      if (!isNaN(at)) {
        option.textContent = option.textContent.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/,
            day.format(at) + ", " + time.format(at));
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

  // --- Time zones: all that the browser knows; the reader's is selected, unless another one was chosen before -----------

  function fillZones(root) {
    root.querySelectorAll("select[data-zones]").forEach(select => {
      const given = select.options[0];
      const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
      new Set(["UTC", own, ...Intl.supportedValuesOf("timeZone")]).forEach(zone => {
        if (zone !== given.value) {
          select.add(new Option(zone, zone));
        }
      });
      select.value = given.dataset.keep === "true" ? given.value : own;
      select.removeAttribute("data-zones");
    });
  }

  // --- A dialog whose input was rejected opens again, with the input, and the reason at the field ---------------------

  function reopenRejected() {
    const rejected = doc.getElementById("rejected");
    const dialog = rejected && doc.getElementById(rejected.dataset.dialog);
    if (!dialog) {
      // It may come with a part that is loaded later.
      return;
    }
    rejected.remove();
    const controls = [...dialog.querySelectorAll("input:not([type=hidden]), select, textarea")];
    rejected.content.querySelectorAll("input").forEach(given =>
      controls.filter(control => control.name === given.name).forEach(control => {
        if (control.type === "radio") {
          control.checked = control.value === given.value;
        } else {
          control.value = given.value;
        }
      }));
    dialog.showModal();
    const control = controls.find(each => each.name === rejected.dataset.field);
    if (control) {
      const reason = doc.createElement("p");
      reason.className = "invalid-feedback";
      reason.id = control.id + "-problem";
      reason.textContent = rejected.dataset.message;
      control.after(reason);
      control.classList.add("is-invalid");
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", [control.getAttribute("aria-describedby"), reason.id].join(" ").trim());
      control.focus();
    }
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
      closeMenus(event.target.closest("details.menu"));
    }
  });

  // --- Menus in pages ------------------------------------------------------------------------------------------------

  // The focus returns from the menu to the button that opened it.
  function closeMenus(focused) {
    doc.querySelectorAll("details.menu[open]").forEach(menu => {
      menu.open = false;
    });
    focused?.querySelector("summary").focus();
  }

  doc.addEventListener("click", event => {
    doc.querySelectorAll("details.menu[open]").forEach(menu => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
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
      if (highlighted || input.matches("[data-picker] *, [data-keeps-suggestions]")) {
        event.preventDefault();
      }
      highlighted?.click();
    }
  });

  doc.addEventListener("focusout", event => {
    if (event.target.matches('[role="combobox"]:not([data-keeps-suggestions])')) {
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

  // After an element or a reference was added, moved or removed.
  function rearranged(list) {
    if (list.matches(".element-list")) {
      number(list);
    }
    list.dispatchEvent(new Event("rearranged", {bubbles: true}));
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
      const list = chip.parentElement;
      chip.remove();
      rearranged(list);
      next.focus();
    } else if (button.dataset.move) {
      move(chip, Number(button.dataset.move));
      // The first one cannot be moved up, nor the last one down.
      const back = chip.querySelector('[data-move="' + -button.dataset.move + '"]');
      (button.checkVisibility({visibilityProperty: true}) ? button : back).focus();
      rearranged(chip.parentElement);
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

  // Number and first text identify an element even when it is collapsed. A list may have thousands of elements, so an
  // edit describes only the elements around it.
  function number(list) {
    [...list.children].forEach((element, index) => {
      element.querySelectorAll(":scope > .element-actions [data-number], :scope > details > summary [data-number]")
          .forEach(each => {
            each.textContent = index + 1;
          });
    });
  }

  function summarize(element) {
    let text = "";
    for (const each of element.querySelectorAll("input:is([type=text], [type=url], [type=email]), textarea, .chip-title")) {
      text = (each.value ?? each.textContent).trim();
      if (text) {
        break;
      }
    }
    element.querySelector("[data-summary]").textContent = text.slice(0, 120);
  }

  function summarizeAround(node) {
    for (let element = node.closest("[data-element]"); element; element = element.parentElement.closest("[data-element]")) {
      summarize(element);
    }
  }

  ["input", "change", "rearranged"].forEach(name => doc.addEventListener(name, event => {
    if (event.target.closest("form")) {
      summarizeAround(event.target);
      markEdited(event.target);
    }
  }));

  // An error concerns the value that was sent; the message stays as a hint.
  function markEdited(control) {
    const field = control.closest(".field");
    if (field?.classList.contains("has-problem")) {
      field.classList.replace("has-problem", "had-problem");
      field.querySelectorAll(".is-invalid, [aria-invalid]").forEach(each => {
        if (each.closest(".field") === field) {
          each.classList.remove("is-invalid");
          each.removeAttribute("aria-invalid");
        }
      });
    }
  }

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

  function valueOf(control) {
    return control.type === "checkbox" ? control.checked : control.value;
  }

  // Which elements and references a form has, and in which order.
  function arrangement(form) {
    return Array.from(form.querySelectorAll('input[type=hidden][name^="fields/"]'), each => each.name + "=" + each.value).join("\n");
  }

  // How a form differs from its state at the time of the call. Reads all values once; afterwards only the edited control
  // is compared, since a form may have thousands.
  function changesOf(form) {
    const before = new Map(Array.from(form.elements, control => [control, valueOf(control)]));
    const arrangedBefore = arrangement(form);
    const edited = new Set();
    const unsaved = form.hasAttribute("data-unsaved");
    let moved = false;
    const compare = control => {
      if (before.has(control)) {
        edited[valueOf(control) === before.get(control) ? "delete" : "add"](control);
      }
    };
    return {
      compare,
      compareAll: () => before.forEach((_, control) => compare(control)),
      compareArrangement: () => {
        moved = arrangement(form) !== arrangedBefore;
      },
      exist: () => unsaved || moved || edited.size > 0,
    };
  }

  function guard(form) {
    const changes = changesOf(form);
    const state = doc.getElementById("unsaved");
    let leaving = false;
    const show = () => {
      state.hidden = !changes.exist();
    };
    const compareEdited = event => {
      changes.compare(event.target);
      show();
    };
    form.addEventListener("submit", () => {
      leaving = true;
    });
    form.addEventListener("input", compareEdited);
    form.addEventListener("change", compareEdited);
    form.addEventListener("rearranged", () => {
      changes.compareArrangement();
      show();
    });
    window.addEventListener("pageshow", () => {
      leaving = false;
      // A browser may have filled in what was typed before.
      changes.compareAll();
      show();
    });
    window.addEventListener("beforeunload", event => {
      if (!leaving && changes.exist()) {
        event.preventDefault();
      }
    });
    show();
  }

  // --- Lists: links back to a list restore its state ---------------------------------------------------------------

  // The URL has all of the state. The last one of each list is kept in the tab, so that lists in other tabs, and other
  // people's, are independent of it; columns are kept in the browser, because they are meant to stay.
  const ofPerson = name => name + " " + doc.getElementById("signed-out")?.dataset.person;

  function stored(storage, name) {
    try {
      return storage.getItem(ofPerson(name)) || "";
    } catch {
      return "";
    }
  }

  function store(storage, name, value) {
    try {
      storage.setItem(ofPerson(name), value);
    } catch {
      // Without storage the state is not remembered.
    }
  }

  function lastSearch(type) {
    const columns = stored(localStorage, "columns " + type);
    return stored(sessionStorage, "list " + type)
        || (columns ? "?" + new URLSearchParams({columns: columns}).toString().replaceAll("%2C", ",") : "");
  }

  function rememberList() {
    const list = doc.querySelector("[data-list]");
    // Not while a filter is added, which has a URL of its own.
    if (list && location.pathname.endsWith("/" + list.dataset.list)) {
      const columns = new URLSearchParams(location.search).getAll("columns").join(",");
      store(sessionStorage, "list " + list.dataset.list, location.search);
      store(localStorage, "columns " + list.dataset.list, columns);
    }
    doc.querySelectorAll("a[data-back-to-list]").forEach(link => {
      link.search = lastSearch(link.dataset.backToList);
    });
    // The menu leads back to a list, too; from the list itself, it leads to all of its entries.
    doc.querySelectorAll("#menu a[href*='/admin/content/']").forEach(link => {
      const type = link.pathname.split("/").pop();
      const columns = stored(localStorage, "columns " + type);
      link.search = type !== list?.dataset.list ? lastSearch(type)
          : columns ? "?columns=" + encodeURIComponent(columns).replaceAll("%2C", ",") : "";
    });
  }

  doc.addEventListener("change", event => {
    if (event.target.closest(".list-size")) {
      event.target.form.requestSubmit();
    }
  });

  // --- Sign-in: a refused attempt does not have to enter the email address again -----------------------------------

  function keepEmail() {
    const form = doc.getElementById("sign-in");
    if (!form) {
      return;
    }
    const email = form.elements.email;
    const entered = sessionStorage.getItem("email");
    sessionStorage.removeItem("email");
    if (entered && doc.querySelector("[role=alert]")) {
      email.value = entered;
      form.elements.password.focus();
    }
    form.addEventListener("submit", () => sessionStorage.setItem("email", email.value));
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

  const isRefreshed = element => (element.getAttribute("hx-trigger") || "").includes("every");
  const hasOpenDialog = element => element.querySelector("dialog[open]") !== null;

  doc.addEventListener("htmx:beforeRequest", event => {
    // No polling while the page is hidden, or while a dialog in the part that would be replaced is open.
    const element = event.detail.elt;
    if (isRefreshed(element) && (doc.hidden || hasOpenDialog(element))) {
      event.preventDefault();
    }
  });

  doc.addEventListener("htmx:beforeSwap", event => {
    // The dialog was opened after the request was sent.
    const target = event.detail.target;
    if (isRefreshed(target) && hasOpenDialog(target)) {
      event.detail.shouldSwap = false;
    }
  });

  doc.addEventListener("htmx:afterRequest", event => {
    // The status is 0 if there was no response.
    const status = event.detail.xhr.status;
    doc.getElementById("unreachable").hidden = status > 0 && status < 500;
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
      rearranged(target);
    }
  });

  let focusedInList = false;

  doc.addEventListener("htmx:beforeSwap", event => {
    focusedInList = event.detail.target.id === "results" && event.detail.target.contains(doc.activeElement);
  });

  doc.addEventListener("htmx:afterSettle", event => {
    const list = event.detail.target;
    if (list.id === "filter-panel") {
      list.querySelector("input:not([type=hidden]), select")?.focus();
    } else if (focusedInList && doc.activeElement === doc.body) {
      // The element with the focus was replaced, such as the button of a filter that was removed.
      doc.getElementById("add-filter")?.focus();
    }
    focusedInList = false;
    if (list.classList.contains("element-list") && list.lastElementChild) {
      list.lastElementChild.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      summarize(list.lastElementChild);
      rearranged(list);
    }
  });

  doc.addEventListener("htmx:pushedIntoHistory", rememberList);
  doc.addEventListener("htmx:load", event => {
    showTimes(event.detail.elt.parentElement || doc);
    fillZones(event.detail.elt.parentElement || doc);
    reopenRejected();
    followReceipt();
  });

  showTimes(doc);
  fillZones(doc);
  reopenRejected();
  doc.querySelectorAll("[data-element]").forEach(summarize);
  showThemeChoice();
  rememberList();
  keepEmail();
  followReceipt();
  doc.querySelectorAll("form[data-guard]").forEach(guard);
})();
