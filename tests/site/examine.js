// What only a drawn page shows. Each function answers with what is wrong, as a list of strings.
const examine = (() => {
  const show = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 100);
  const isDrawn = (element) => element.checkVisibility() && !element.closest(".unseen, .skip");
  // WCAG 2.5.8 leaves out what stands in a line of text.
  const inText = "p, .prose, h2, h3, td, dd";

  const violations = async () => {
    const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
    const found = await axe.run(options);
    return found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 100)}`);
  };

  const overflow = () => {
    const root = document.documentElement;
    if (root.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => isDrawn(element) && !element.closest(".scroll") && element.getBoundingClientRect().right > innerWidth + 1,
    );
    return [`${root.scrollWidth} pixels wide: ${wide.length ? show(wide.at(-1)) : "?"}`];
  };

  const smallTargets = () =>
    [...document.querySelectorAll("a, button, summary, input, select, textarea")]
      .filter((target) => isDrawn(target) && !target.closest(inText))
      .filter((target) => {
        const box = target.getBoundingClientRect();
        return box.width > 0 && (box.height < 24 || box.width < 24);
      })
      .map(show);

  // The boxes of all lines of text that are drawn, with the element that they stand in.
  const lines = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !isDrawn(element) || element.closest(".scroll, svg, textarea, option")) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) if (box.width > 1) found.push({ element, box });
    }
    return found;
  };

  const overlaps = () => {
    const drawn = lines();
    const found = new Set();
    for (let one = 0; one < drawn.length; one++) {
      for (let other = one + 1; other < drawn.length; other++) {
        const [a, b] = [drawn[one], drawn[other]];
        if (a.element === b.element) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // A third of a line: the boxes of neighbouring lines touch without their letters doing so.
        if (across > 2 && down > Math.min(a.box.height, b.box.height) / 3) found.add(`${show(a.element)} over ${show(b.element)}`);
      }
    }
    return [...found];
  };

  const clipped = () =>
    [...document.querySelectorAll("body *")]
      .filter((element) => isDrawn(element) && !element.matches(".scroll, svg, svg *, img, progress, textarea, input, select"))
      .filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowY))
      .filter((element) => element.scrollHeight > element.clientHeight + 1 && element.textContent.trim())
      .map(show);

  // WCAG 1.4.12: a reader may space text out so far, and nothing may be lost.
  const spacedOut = () => {
    const style = document.createElement("style");
    style.textContent = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`;
    document.head.append(style);
    const found = [...overflow(), ...overlaps(), ...clipped()];
    style.remove();
    return found;
  };

  const focus = () => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2);
    const problems = [];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) problems.push("no outline");
    if (box.bottom <= 0 || box.top >= innerHeight) problems.push("not on the screen");
    else if (top && !element.contains(top) && !top.contains(element)) problems.push(`covered by ${show(top)}`);
    const place = [...document.querySelectorAll("*")].indexOf(element);
    return { place, name: element.textContent.trim(), problems: problems.map((problem) => `${problem}: ${show(element)}`) };
  };

  return { violations, overflow, smallTargets, overlaps, spacedOut, focus };
})();
