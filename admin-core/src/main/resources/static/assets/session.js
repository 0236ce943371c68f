// Keeps what was typed when the session has ended: guarded forms are sent only while somebody is signed in.
(function () {
  "use strict";

  const doc = document;
  let confirmed = null;
  let asking = false;

  function signedOut() {
    doc.getElementById("signed-out").showModal();
  }

  // The token and the person of the current session; null without one.
  async function session() {
    const response = await fetch(doc.getElementById("signed-out").dataset.session,
        {headers: {"HX-Request": "true"}, cache: "no-store"});
    if (response.status === 401) {
      return null;
    }
    if (!response.ok) {
      throw new Error("status " + response.status);
    }
    return response.json();
  }

  // After a new sign-in in another tab, the tokens of this page are those of the former session.
  function renew(token) {
    doc.querySelectorAll('input[name="_csrf"]').forEach(input => {
      input.value = token;
    });
    const header = Object.keys(JSON.parse(doc.body.getAttribute("hx-headers")))[0];
    doc.body.setAttribute("hx-headers", JSON.stringify({[header]: token}));
  }

  // Changes are recorded as those of the person who is signed in, which must not happen unnoticed.
  function askWhether(person, form, submitter) {
    doc.getElementById("other-person-name").textContent = person;
    doc.getElementById("save-as-other").onclick = () => {
      doc.getElementById("signed-out").dataset.person = person;
      doc.getElementById("other-person").close();
      form.requestSubmit(submitter);
    };
    doc.getElementById("other-person").showModal();
  }

  async function send(form, submitter) {
    try {
      const current = await session();
      if (current === null) {
        signedOut();
        return;
      }
      if (current.person !== doc.getElementById("signed-out").dataset.person) {
        askWhether(current.person, form, submitter);
        return;
      }
      renew(current.csrfToken);
    } catch {
      doc.getElementById("unreachable").hidden = false;
      return;
    } finally {
      asking = false;
    }
    confirmed = form;
    form.requestSubmit(submitter);
    confirmed = null;
  }

  doc.addEventListener("submit", event => {
    const form = event.target;
    if (!form.hasAttribute("data-guard") || form === confirmed) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!asking) {
      asking = true;
      send(form, event.submitter);
    }
  }, true);

  // Parts of pages ask for a reload of the page when the session has ended.
  doc.addEventListener("htmx:beforeOnLoad", event => {
    if (event.detail.xhr.status === 401 && doc.querySelector("form[data-guard]")) {
      event.preventDefault();
      signedOut();
    }
  });
})();
