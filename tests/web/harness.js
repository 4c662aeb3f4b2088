// Shows each page in a narrow frame, runs axe there, and leaves what it finds in the page.
const data = JSON.parse(document.getElementById("data").textContent);
const rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] };

async function check(page) {
  const frame = document.createElement("iframe");
  frame.width = data.width;
  frame.height = 900;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  frame.srcdoc = page;
  document.body.append(frame);
  await loaded;
  const inside = frame.contentDocument;
  const script = inside.createElement("script");
  script.textContent = data.axe;
  inside.head.append(script);
  const result = await frame.contentWindow.axe.run(inside, rules);
  const found = result.violations.map((each) => `${each.id}: ${each.help}`);
  if (inside.documentElement.scrollWidth > data.width) found.push("the page scrolls sideways");
  frame.remove();
  return found;
}

(async () => {
  const found = {};
  for (const [name, page] of Object.entries(data.pages)) {
    try {
      found[name] = await check(page);
    } catch (error) {
      found[name] = [String(error)];
    }
  }
  document.getElementById("found").textContent = JSON.stringify(found);
})();
