// Returns what does not fit a narrow screen, as strings; a function for Playwright.
() => {
  const MIN_WIDTH = 240;
  const MIN_TARGET = 24;
  const width = document.documentElement.clientWidth;
  const shown = selector => [...document.querySelectorAll(selector)].map(element => ({
    name: element.tagName.toLowerCase() + "." + element.className + " " + (element.name || element.textContent.trim()),
    box: element.getBoundingClientRect(),
  })).filter(each => each.box.width > 0);
  const problems = [];
  if (document.documentElement.scrollWidth > width) {
    problems.push("the page is " + document.documentElement.scrollWidth + " px wide");
  }
  shown("#entry-form :is(input:not([type=checkbox]), textarea, select), .alert > :is(h2, p, ul, form)")
      .filter(each => each.box.width < MIN_WIDTH)
      .forEach(each => problems.push(each.name + " is " + each.box.width + " px wide"));
  shown("button, .btn, summary, #menu a, select").filter(each => Math.min(each.box.width, each.box.height) < MIN_TARGET)
      .forEach(each => problems.push(each.name + " is " + each.box.width + " by " + each.box.height + " px"));
  return problems;
}
