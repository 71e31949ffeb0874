// Sets a page of sheets: finds letters with which rows fit, moves rows on to further sheets, cuts what finds no room.
const all = (selector, within = document) => [...within.querySelectorAll(selector)]
const overflows = box => box.scrollHeight > box.clientHeight + 1
const rem = count => count * parseFloat(getComputedStyle(document.documentElement).fontSize)
const height = box => box.getBoundingClientRect().height
const totalHeight = boxes => boxes.reduce((sum, each) => sum + height(each), 0)
const numerals = count => [...String(count)].map(each => document.body.dataset.digits[each] ?? each).join("")
const shownWords = box => all(".w", box).filter(word => word.offsetWidth)

// Ways to set rows stand in groups: the last way of each group needs less room than those before, as does each way in a group.
// Rows that may need several sheets, by kind.
const FLOWS = {
  tasks: [[1.5, 1.35, 1.25, 1.15, 1.05, 1, 0.95, 0.9, 0.85].map(fit => ({fit}))],
  month: [[{fit: 0.9}]],
  weakest: [
    ...[4, 3, 2].map(answers => [1.25, 1.15, 1.05].map(fit => ({fit, answers}))),
    [1.35, 1.25, 1.15, 1.05].map(fit => ({fit, answers: 1})),
    [1, 0.95, 0.9].map(fit => ({fit, answers: 1, leading: 1.42, space: 0.35})),
    [0.95, 0.9, 0.85, 0.8].map(fit => ({fit, answers: 1})),
    ...[4, 3, 2].map(question => [0.9, 0.8].map(fit => ({fit, answers: 1, question, answer: 1}))),
    // Lines as near to each other as letters allow: five questions then find room on a square.
    [{fit: 0.8, answers: 1, question: 2, answer: 1, leading: 1.37, space: 0.3}],
  ],
}
// Rows on one sheet: smaller and smaller letters that leave labels whole, then nearer lines, then labels cut to fewer of them.
const ROWS = [
  Array.from({length: 29}, (_, at) => ({fit: 1.45 - at * 0.025, whole: true})),
  [{fit: 0.75}, {fit: 0.75, pitch: 1.37}],
  [{fit: 0.75, label: 2}, {fit: 0.75, label: 2, pitch: 1.37}],
  [{fit: 0.75, label: 1}, ...[1.3, 1.2, 1.1].map(pitch => ({fit: 0.75, label: 1, pitch}))],
]
// The largest letters of rows, where there are so many of them that they need not fill a sheet by themselves.
const MANY = 6, LARGEST_OF_MANY = 1.25
const TABLES = [[1, 3], [0.9, 3], [0.8, 3], [0.72, 3], [0.72, 2], [0.66, 2], [0.62, 1]].map(([fit, most]) => ({fit, most}))

function setWay(sheet, {answers, over, ...properties}) {
  sheet.style = Object.entries(properties).map(([name, value]) => `--${name}: ${value}`).join("; ")
  sheet.dataset.answers = answers
  sheet.classList.toggle("over", !!over)
}

// Works on many boxes at once. Each work reads and writes by turns, pausing in between, so that all are laid out at once.
function workTogether(works) {
  while (works.length) works = works.filter(work => !work.next().done)
}

// The work of setting the first step that fits, or the last one; each of them needs less room than the one before it.
function* setFirst(steps, set, fits) {
  let first = 0, beyond = steps.length - 1
  while (first < beyond) {
    const middle = (first + beyond) >> 1
    set(steps[middle])
    yield
    if (fits(steps[middle])) beyond = middle
    else first = middle + 1
    yield
  }
  set(steps[first])
}

// Sets the first step that fits, or the last one, and gives it.
function fit(steps, set, fits) {
  let found
  workTogether([setFirst(steps, step => set(found = step), fits)])
  return found
}

// Sets the first way that fits, of the first group whose last way fits; gives it.
function fitGroups(groups, set, fits) {
  const last = group => group.at(-1)
  return fit(fit(groups, group => set(last(group)), group => fits(last(group))), set, fits)
}

// Makes letters smaller until they fit on a line, down to a size in units below which the text takes more lines.
function shrink(boxes) {
  for (const box of boxes) box.style.whiteSpace = "nowrap"
  const sizes = boxes.map(box => {
    const line = document.createRange(), size = parseFloat(getComputedStyle(box).fontSize)
    line.selectNodeContents(box)
    // Its own scrollWidth has whole pixels only.
    const share = box.clientWidth / line.getBoundingClientRect().width
    // A hair less than would fit, since each word is as wide as whole parts of a pixel.
    return share < 1 ? `${Math.max(0.99 * size * share, rem(box.dataset.shrink))}px` : ""
  })
  boxes.forEach((box, at) => {
    box.style.fontSize = sizes[at]
    if (+box.dataset.shrink) box.style.whiteSpace = ""
  })
}

// Takes the first of several cards away while they find no room.
function shed(box) {
  const crowded = () => overflows(box) || box.scrollWidth > box.clientWidth + 1
  while (box.children.length > box.dataset.shed && crowded()) box.firstElementChild.remove()
}

// Cuts a text that is longer than its lines: after a whole word, or within the first one where none fits.
function* cut(box) {
  if (!overflows(box)) return
  const bottom = element => element.getBoundingClientRect().bottom
  const words = shownWords(box), fits = () => !overflows(box)
  // A shorter text may leave its lines room for a word or two more.
  const further = words.splice(Math.max(1, words.findIndex(word => bottom(word) > bottom(box) + 1) + 2))
  yield
  for (const word of further) word.hidden = true
  while (words.length > 1) {
    words.at(-1).append("…")
    yield
    if (fits()) return
    yield
    words.pop().hidden = true
  }
  const letters = Array.from(new Intl.Segmenter("th").segment(words[0].textContent), each => each.segment)
  const beginnings = letters.map((_, dropped) => `${letters.slice(0, letters.length - dropped).join("")}…`)
  yield* setFirst(beginnings, beginning => { words[0].textContent = beginning }, fits)
}

// Moves the end of a line that is more than half full back to a space, where that takes no further line.
function* breakAtSpaces(box) {
  const words = shownWords(box), before = box.scrollHeight, middle = box.getBoundingClientRect().left + box.clientWidth / 2
  const ends = word => word.nextSibling?.data === " " && word.getBoundingClientRect().right > middle
  for (let at = 1, start = 0; at < words.length; at++) {
    if (words[at].offsetTop <= words[at - 1].offsetTop) continue
    const last = start + words.slice(start, at).findLastIndex(ends), isFound = last >= start && last < at - 1
    start = at
    if (!isFound) continue
    const end = document.createElement("br")
    yield
    words[last].after(end)
    yield
    const isTaller = box.scrollHeight > before
    yield
    if (isTaller) end.remove()
    else start = at = last + 1
    yield
  }
}

// Rows by sheets of these heights; each sheet begins with the heading of its first row.
function flow(rows, first, others) {
  const sheets = [[]]
  let left = first, heading = []
  for (const row of rows) {
    if (row.matches(".heading")) {
      heading = [row]
      continue
    }
    const addition = () => [...heading.filter(each => !sheets.at(-1).includes(each)), row]
    if (totalHeight(addition()) > left && sheets.at(-1).length) {
      sheets.push([])
      left = others
    }
    left -= totalHeight(addition())
    sheets.at(-1).push(...addition())
  }
  return sheets
}

// Spreads rows over as few sheets as it takes in the roomiest way, all of them about equally full; gives the sheets.
function paginate(sheet) {
  const boxOf = each => each.querySelector(".flow"), next = sheet.cloneNode(true)
  all("[data-first], .flow > *", next).forEach(each => each.remove())
  sheet.after(next)
  sheet.classList.add("measuring")
  const [first, others] = [sheet, next].map(each => boxOf(each).clientHeight)
  const spread = (share = 1) => flow([...boxOf(sheet).children], first * share, others * share)
  const groups = FLOWS[sheet.dataset.kind]
  const set = way => setWay(sheet, way)
  set(groups.at(-1).at(-1))
  const fewest = spread().length, way = fitGroups(groups, set, () => spread().length <= fewest)
  let parts, share = 0.18
  do parts = spread(share += 0.02)
  while (share < 1 && parts.length > fewest)
  const needed = parts.map(totalHeight), sheets = parts.map((_, at) => at ? next.cloneNode(true) : sheet)
  next.replaceWith(...sheets.slice(1))
  sheets.forEach((each, at) => {
    const box = boxOf(each), rows = parts[at]
    box.replaceChildren(...rows.map(row => row.matches(".heading") ? row.cloneNode(true) : row))
    box.style = `--count: ${rows.length}; --needed: ${needed[at]}px`
    setWay(each, way)
    if (each !== sheets.at(-1)) all("[data-last]", each).forEach(last => last.remove())
  })
  sheet.classList.remove("measuring")
  return sheets
}

// The largest letters with which rows hold their labels on a line, above their tracks or beside them.
function fitRows(sheets) {
  const boxes = sheets.flatMap(sheet => all(".rows", sheet)), labels = boxes.flatMap(box => all(".label", box))
  if (!boxes.length) return
  const areMany = boxes.some(box => box.children.length >= MANY)
  const groups = ROWS.map(group => group.filter(way => !areMany || way.fit <= LARGEST_OF_MANY))
  const set = way => sheets.forEach(sheet => setWay(sheet, way))
  const fits = way => !boxes.some(overflows) && !(way.whole && labels.some(overflows))
  const fitsAboveOrBeside = way => {
    if (fits(way)) return true
    set(way)
    return fits(way)
  }
  const setAbove = way => set({...way, over: true})
  if (fitsAboveOrBeside(fitGroups(groups, setAbove, fitsAboveOrBeside))) return
  const spare = sheets.flatMap(sheet => all("[data-spare]", sheet))
  spare.forEach(each => each.remove())
  if (spare.length) fitRows(sheets)
}

// Puts tables on one sheet: smaller letters, then shorter texts, then fewer rows of the longest tables, which are counted.
function fitTables(box) {
  const tables = all("table", box), longest = Math.max(1, ...tables.map(table => table.tBodies[0].rows.length))
  const shorter = Array.from({length: longest - 1}, (_, at) => ({...TABLES.at(-1), rows: longest - 1 - at}))
  const set = way => {
    setWay(box, way)
    for (const {tBodies: [body], tFoot} of tables) {
      const left = Math.max(0, body.rows.length - (way.rows ?? longest));
      [...body.rows].forEach((row, at) => { row.hidden = at >= body.rows.length - left })
      tFoot.hidden = !left
      tFoot.rows[0].cells[0].textContent = box.dataset.more.replace("#", numerals(left))
    }
  }
  fit([...TABLES, ...shorter], set, () => !overflows(box))
  all("[hidden]", box).forEach(each => each.remove())
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
  shrink(all("[data-shrink]"))
  all("[data-shed]").forEach(shed)
  if (first.querySelector(".flow")) pages(first, numerals("99/99"))
  const sheets = first.querySelector(".flow > *") ? paginate(first) : [first]
  sheets.forEach((sheet, at) => pages(sheet, sheets.length > 1 ? `${numerals(at + 1)}/${numerals(sheets.length)}` : ""))
  fitRows(sheets)
  all(".tables").forEach(fitTables)
  workTogether(all(".clip").map(cut))
  workTogether(all(".clip").map(breakAtSpaces))
  all("[data-hide]").filter(each => each.offsetWidth > each.parentElement.clientWidth - 2).forEach(each => each.remove())
  await drawFigure()
  document.body.dataset.sheets = sheets.length
}

window.ready = (document.body.dataset.sheets ? Promise.resolve() : setSheets()).then(() => {
  scaleDown()
  addEventListener("resize", scaleDown)
  return +document.body.dataset.sheets
})
