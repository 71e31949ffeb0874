// Sets a page of sheets: finds letters with which rows fit, moves rows on to further sheets, cuts what finds no room.
const all = (selector, within = document) => [...within.querySelectorAll(selector)]
const overflows = box => box.scrollHeight > box.clientHeight + 1
const rem = count => count * parseFloat(getComputedStyle(document.documentElement).fontSize)
const height = box => box.getBoundingClientRect().height
const total = numbers => numbers.reduce((sum, each) => sum + each, 0)
const numerals = count => [...String(count)].map(each => document.body.dataset.digits[each] ?? each).join("")

// A way to set a sheet is a set of properties of its style; the ways of each part stand with the most telling first.
const PROPERTIES = ["fit", "label", "pitch", "question", "answer", "leading", "space", "most"]
// Rows that may need several sheets, by kind; the last way needs the fewest sheets.
const FLOWS = {
  tasks: [1.5, 1.35, 1.25, 1.15, 1.05, 1, 0.95, 0.9, 0.85].map(fit => ({fit})),
  month: [{fit: 0.9}],
  weakest: [
    ...[4, 3, 2].flatMap(answers => [1.25, 1.15, 1.05].map(fit => ({fit, answers}))),
    ...[1.35, 1.25, 1.15, 1.05].map(fit => ({fit, answers: 1})),
    ...[1, 0.95, 0.9].map(fit => ({fit, answers: 1, leading: 1.42, space: 0.35})),
    ...[0.95, 0.9, 0.85, 0.8].map(fit => ({fit, answers: 1})),
    ...[4, 3, 2].flatMap(question => [0.9, 0.8].map(fit => ({fit, answers: 1, question, answer: 1}))),
    // Lines as near to each other as letters allow: five questions then find room on a square.
    {fit: 0.8, answers: 1, question: 2, answer: 1, leading: 1.37, space: 0.3},
  ],
}
// Rows on one sheet: smaller and smaller letters that leave labels whole, then nearer lines, then labels cut to fewer of them.
const ROWS = [
  ...Array.from({length: 29}, (_, at) => ({fit: 1.45 - at * 0.025, whole: true})),
  ...[[], [, 1.37], [2], [2, 1.37], [1], [1, 1.3], [1, 1.2], [1, 1.1]].map(([label, pitch]) => ({fit: 0.75, label, pitch})),
].flatMap(way => [{...way, over: true}, way])
// The largest letters of rows, where there are so many of them that they need not fill a sheet by themselves.
const MANY = 6, LARGEST_OF_MANY = 1.25
const TABLES = [[1, 3], [0.9, 3], [0.8, 3], [0.72, 3], [0.72, 2], [0.66, 2], [0.62, 1]].map(([fit, most]) => ({fit, most}))

function setWay(sheet, way) {
  for (const name of PROPERTIES) sheet.style.setProperty(`--${name}`, way[name] ?? "")
  sheet.dataset.answers = way.answers
  sheet.classList.toggle("over", !!way.over)
}

// Sets the sheets in the first way that fits; says whether there is one.
function fit(sheets, ways, fits) {
  return ways.some(way => {
    sheets.forEach(sheet => setWay(sheet, way))
    return fits(way)
  })
}

// Makes letters smaller until they fit on a line, down to a size in units below which the text takes more lines.
function shrink(box) {
  const least = rem(parseFloat(box.dataset.shrink)), line = document.createRange()
  box.style.whiteSpace = "nowrap"
  line.selectNodeContents(box)
  // Its own scrollWidth has whole pixels only.
  const { width } = line.getBoundingClientRect()
  if (width > box.clientWidth) {
    // A hair less than would fit, since each word is as wide as whole parts of a pixel.
    const fitting = 0.99 * parseFloat(getComputedStyle(box).fontSize) * box.clientWidth / width
    box.style.fontSize = `${Math.max(fitting, least)}px`
  }
  if (least) box.style.whiteSpace = ""
}

// Takes the first of several cards away while they find no room.
function shed(box) {
  const crowded = () => overflows(box) || box.scrollWidth > box.clientWidth + 1
  while (box.children.length > box.dataset.shed && crowded()) box.firstElementChild.remove()
}

// Cuts a text that is longer than its lines: after a whole word, or within the first one where none fits.
function cut(box) {
  if (!overflows(box)) return
  const end = box.getBoundingClientRect().bottom + 1, words = all(".w", box).filter(word => word.offsetWidth)
  const hide = word => { word.hidden = true }
  // A shorter text may leave its lines room for a word or two more.
  words.splice(Math.max(1, words.findIndex(word => word.getBoundingClientRect().bottom > end) + 2)).forEach(hide)
  let letters = Array.from(new Intl.Segmenter("th").segment(words.at(-1).textContent), each => each.segment)
  for (;;) {
    words.at(-1).textContent = `${letters.join("")}…`
    if (!overflows(box) || !letters.length) return
    if (words.length > 1) {
      hide(words.pop())
      letters = [words.at(-1).textContent]
    } else letters.pop()
  }
}

// Moves the end of a line that is more than half full back to a space, where that takes no further line.
function breakAtSpaces(box) {
  const words = all(".w", box).filter(word => word.offsetWidth), spaced = word => word.nextSibling?.data === " "
  const before = box.scrollHeight, left = box.getBoundingClientRect().left
  for (let at = 1, start = 0; at < words.length; at++) {
    if (words[at].offsetTop <= words[at - 1].offsetTop) continue
    const ends = word => spaced(word) && word.getBoundingClientRect().right - left > box.clientWidth / 2
    const found = words.slice(start, at).findLastIndex(ends), last = start + found
    start = at
    if (found < 0 || last === at - 1) continue
    const end = document.createElement("br")
    words[last].after(end)
    if (box.scrollHeight > before) end.remove()
    else start = at = last + 1
  }
}

// Rows by sheets of these heights; each sheet begins with the heading of its first row.
function flow(rows, first, others) {
  const sheets = [[]]
  let left = first, heading
  for (const row of rows) {
    const needs = () => row.height + (row.heading === heading ? 0 : row.headingHeight)
    if (needs() > left && sheets.at(-1).length) {
      sheets.push([])
      left = others
      heading = undefined
    }
    left -= needs()
    heading = row.heading
    sheets.at(-1).push(row)
  }
  return sheets
}

// The rows of a sheet with their heights, each with the heading that it stands under; all by their places.
function measure(sheet) {
  let heading, headingHeight = 0
  return [...sheet.querySelector(".flow").children].flatMap((row, at) => {
    if (!row.matches(".heading")) return [{at, height: height(row), heading, headingHeight}]
    heading = at
    headingHeight = height(row)
    return []
  })
}

// Spreads rows over as few sheets as it takes in the roomiest way, all of them about equally full; gives the sheets.
function paginate(sheet) {
  const next = sheet.cloneNode(true)
  all("[data-first]", next).forEach(each => each.remove())
  sheet.after(next)
  const both = [sheet, next]
  for (const each of both) each.classList.add("measuring")
  const [first, others] = both.map(each => each.querySelector(".flow").clientHeight)
  const ways = FLOWS[sheet.dataset.kind], spread = (share = 1) => flow(measure(sheet), first * share, others * share)
  setWay(sheet, ways.at(-1))
  const fewest = spread().length
  fit(both, ways, () => spread().length <= fewest)
  let parts, share = 0.18
  do parts = spread(share += 0.02)
  while (share < 1 && parts.length > fewest)
  const sheets = parts.map((_, at) => at ? next.cloneNode(true) : sheet)
  next.replaceWith(...sheets.slice(1))
  sheets.forEach((each, page) => {
    const box = each.querySelector(".flow"), kept = new Set(parts[page].flatMap(row => [row.at, row.heading]));
    [...box.children].forEach((row, at) => kept.has(at) || row.remove())
    if (each !== sheets.at(-1)) all("[data-last]", each).forEach(last => last.remove())
    if (box.dataset.spread)
      box.style.maxHeight = `${total([...box.children].map(height)) + box.children.length * rem(parseFloat(box.dataset.spread))}px`
    box.style.setProperty("--count", box.children.length)
    each.classList.remove("measuring")
  })
  return sheets
}

// The largest letters with which rows hold their labels on a line, above their tracks or beside them.
function fitRows(sheets) {
  const boxes = sheets.flatMap(sheet => all(".rows", sheet))
  const largest = boxes.some(box => box.children.length >= MANY) ? LARGEST_OF_MANY : Infinity
  const whole = () => !boxes.some(box => all(".label", box).some(overflows))
  const fits = way => !boxes.some(overflows) && (!way.whole || whole())
  if (!boxes.length || fit(sheets, ROWS.filter(way => way.fit <= largest), fits)) return
  const spare = sheets.flatMap(sheet => all("[data-spare]", sheet))
  spare.forEach(each => each.remove())
  if (spare.length) fitRows(sheets)
}

// Puts tables on one sheet: smaller letters, then shorter texts, then fewer rows of the longest table, which are counted.
function fitTables(box) {
  if (fit([box], TABLES, () => !overflows(box))) return
  const bodies = all("tbody", box), left = new Map()
  const rows = body => body.children.length - left.has(body)
  while (overflows(box)) {
    const body = bodies.reduce((longest, each) => rows(each) > rows(longest) ? each : longest)
    if (rows(body) < 2) return
    if (left.has(body)) body.lastElementChild.remove()
    body.lastElementChild.remove()
    left.set(body, (left.get(body) ?? 0) + 1)
    const cell = body.insertRow().insertCell()
    cell.colSpan = body.rows[0].cells.length
    cell.className = "quiet right"
    cell.textContent = box.dataset.more.replace("#", numerals(left.get(body)))
  }
}

// A figure as Plotly draws it, in its own pixels and as large as there is room.
async function drawFigure() {
  const source = document.getElementById("figure")
  if (!source) return
  const box = document.querySelector(".figure")
  const zoom = Math.min(box.clientHeight / box.dataset.height, box.clientWidth / box.dataset.width)
  const [across, down] = [box.clientWidth / zoom, box.clientHeight / zoom]
  const figure = JSON.parse(source.textContent)
  // The plot begins and ends where the title does; marks at its ends and labels of its axis reach beyond.
  figure.layout.margin.l = figure.layout.margin.r = rem(1.9) / zoom
  const drawn = await Plotly.toImage(figure, {format: "svg", width: across, height: down, imageDataOnly: true})
  const svg = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement
  svg.setAttribute("viewBox", `0 0 ${across} ${down}`)
  box.replaceChildren(document.adoptNode(svg))
  source.remove()
}

// Shows the sheets as wide as the window, but never larger than they are; a frame of another page becomes as high as one.
function scaleDown() {
  const sheet = document.querySelector(".sheet")
  document.documentElement.style.setProperty("--shown", Math.min(1, document.documentElement.clientWidth / sheet.offsetWidth))
  if (window.frameElement) window.frameElement.style.height = `${Math.ceil(height(sheet))}px`
}

// Shows one sheet alone; gives it.
function showSheet(at) {
  const sheets = all(".sheet")
  sheets.forEach((sheet, index) => { sheet.hidden = index !== at })
  return sheets[at]
}

// The page with one of its sheets as it is drawn, which needs no Plotly any more.
function drawnPage(at) {
  const copy = document.documentElement.cloneNode(true)
  all("script[src]", copy).forEach(each => each.remove())
  all(".sheet", copy).forEach((sheet, index) => { if (index !== at) sheet.remove() })
  return `<!doctype html>${copy.outerHTML}`
}

async function setSheets() {
  await Promise.all([...document.fonts].map(face => face.load()))
  document.documentElement.dataset.fonts = "loaded"
  const first = document.querySelector(".sheet"), pages = (sheet, text) => { sheet.querySelector(".page").textContent = text }
  all("[data-shrink]").forEach(shrink)
  all("[data-shed]").forEach(shed)
  if (first.querySelector(".flow")) pages(first, numerals("99/99"))
  const sheets = first.querySelector(".flow > *") ? paginate(first) : [first]
  sheets.forEach((sheet, at) => pages(sheet, sheets.length > 1 ? `${numerals(at + 1)}/${numerals(sheets.length)}` : ""))
  fitRows(sheets)
  all(".tables").forEach(fitTables)
  all(".clip").forEach(cut)
  all(".clip").forEach(breakAtSpaces)
  all("[data-hide]").filter(each => each.offsetWidth > each.parentElement.clientWidth - 2).forEach(each => each.remove())
  await drawFigure()
  document.body.dataset.sheets = sheets.length
}

window.ready = (document.body.dataset.sheets ? Promise.resolve() : setSheets()).then(() => {
  scaleDown()
  addEventListener("resize", scaleDown)
  return +document.body.dataset.sheets
})
