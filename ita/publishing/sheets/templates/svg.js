// A drawn sheet as svg: every line of text as <text>, every filled box and rule as <rect>, marks and figures as they are, fonts inside.
const SVG = "http://www.w3.org/2000/svg"

// The lines of text of a sheet from left to right: text, place, size, weight and colour, in pixels from the sheet's corner.
function textLines(sheet) {
  const origin = sheet.getBoundingClientRect(), pen = document.createElement("canvas").getContext("2d"), lines = []
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, style = getComputedStyle(parent)
    if (parent.closest("svg, script, style") || style.visibility === "hidden" || !parent.offsetWidth) continue
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const metrics = pen.measureText(""), ascent = metrics.fontBoundingBoxAscent
    const rise = ascent / (ascent + metrics.fontBoundingBoxDescent)
    const range = document.createRange()
    for (const {segment, index} of new Intl.Segmenter("th").segment(node.data)) {
      range.setStart(node, index)
      range.setEnd(node, index + segment.length)
      const box = range.getBoundingClientRect()
      if (!box.width && !segment.trim()) continue
      const x = box.x - origin.x, y = box.y - origin.y, last = lines.at(-1), text = segment.trim() ? segment : " "
      const size = parseFloat(style.fontSize)
      const goesOn = last && last.size === size && last.weight === style.fontWeight && last.colour === style.color &&
        Math.abs(last.y - y) < 1 && Math.abs(last.x + last.width - x) < 0.4 * size && last.block === parent.closest(":not(.w, .more)")
      if (goesOn) {
        last.text += text
        last.width = x + box.width - last.x
      } else
        lines.push({text, x, y, width: box.width, height: box.height, baseline: y + box.height * rise, size,
          weight: style.fontWeight, colour: style.color, block: parent.closest(":not(.w, .more)")})
    }
  }
  return lines.filter(line => line.text.trim()).map(({block, ...line}) => line)
}

function svgOf(sheet) {
  const origin = sheet.getBoundingClientRect(), out = document.createElementNS(SVG, "svg")
  const add = (tag, attributes) => {
    const made = document.createElementNS(SVG, tag)
    for (const name in attributes) made.setAttribute(name, attributes[name])
    out.append(made)
    return made
  }
  for (const [name, value] of Object.entries({width: origin.width, height: origin.height, viewBox: `0 0 ${origin.width} ${origin.height}`}))
    out.setAttribute(name, value)
  add("style", {}).textContent = `${document.getElementById("look").textContent} text { white-space: pre; text-rendering: geometricPrecision }`
  for (const element of [sheet, ...sheet.querySelectorAll("*")]) {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element)
    const [x, y, width, height] = [box.x - origin.x, box.y - origin.y, box.width, box.height]
    if (element.parentElement.closest("svg") || !width || style.visibility === "hidden") continue
    if (element.matches("svg")) {
      const copy = element.cloneNode(true)
      for (const [name, value] of Object.entries({x, y, width, height})) copy.setAttribute(name, value)
      copy.style.color = style.color
      out.append(copy)
      continue
    }
    if (element.matches("img")) {
      add("image", {x, y, width, height, href: element.src, preserveAspectRatio: "xMaxYMin meet"})
      continue
    }
    const rule = (side, top) => {
      const thick = parseFloat(style[`border${side}Width`])
      if (thick) add("rect", {x, y: top(thick), width, height: thick, fill: style[`border${side}Color`]})
    }
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)" && height)
      add("rect", {x, y, width, height, fill: style.backgroundColor, rx: parseFloat(style.borderTopLeftRadius)})
    rule("Top", () => y)
    rule("Bottom", thick => y + height - thick)
  }
  for (const {text, x, baseline, size, weight, colour} of textLines(sheet))
    add("text", {x, y: baseline, fill: colour, style: `font: ${weight} ${size}px Sarabun, sans-serif`}).textContent = text.trimEnd()
  return new XMLSerializer().serializeToString(out)
}
