// Sets a page of sheets: finds letters with which rows fit, moves rows on to further sheets, cuts what finds no room.
const SCALES = Array.from({length: 29}, (_, at) => 1.45 - at * 0.025)
// The largest letters of rows, where there are so many of them that they need not fill a sheet by themselves.
const MANY = 6, LARGEST_OF_MANY = 1.25
// The ways to set rows that may need several sheets, the most telling first; the last needs the fewest sheets.
const WAYS = {
  tasks: [1.25, 1.15, 1.05, 1, 0.95, 0.9, 0.85].map(fit => ({fit})),
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
// The lines of labels and how near they are to each other where rows need more room than the least letters leave.
const TIGHT = [["", ""], ["", 1.37], [2, ""], [2, 1.37], [1, ""], [1, 1.3], [1, 1.2], [1, 1.1]]
const PROPERTIES = ["fit", "question", "answer", "leading", "space"]

const all = (selector, within = document) => [...within.querySelectorAll(selector)]
const overflows = box => box.scrollHeight > box.clientHeight + 1
const rem = count => count * parseFloat(getComputedStyle(document.documentElement).fontSize)
const height = box => box.getBoundingClientRect().height
const total = numbers => numbers.reduce((sum, each) => sum + each, 0)

function setWay(sheet, way) {
  for (const name of PROPERTIES)
    name in way ? sheet.style.setProperty(`--${name}`, way[name]) : sheet.style.removeProperty(`--${name}`)
  sheet.dataset.answers = way.answers
}

// Makes letters smaller until they fit on a line, down to a size in units below which the text takes more lines.
function shrink(box) {
  const least = rem(parseFloat(box.dataset.shrink))
  box.style.whiteSpace = "nowrap"
  if (box.scrollWidth > box.clientWidth) {
    // A hair less than would fit, since each word is as wide as whole parts of a pixel.
    const fitting = 0.99 * parseFloat(getComputedStyle(box).fontSize) * box.clientWidth / box.scrollWidth
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
  const words = all(".w", box).filter(word => word.offsetWidth), texts = words.map(word => word.textContent)
  const most = (count, fits) => {
    let low = 1, high = count
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (fits(middle)) low = middle
      else high = middle - 1
    }
    return low
  }
  const keep = (count, last = texts[count - 1]) => {
    words.forEach((word, at) => { word.hidden = at >= count; word.textContent = texts[at] })
    words[count - 1].textContent = `${last}…`
    return !overflows(box)
  }
  const count = most(words.length, keep)
  if (!keep(count)) {
    const letters = Array.from(new Intl.Segmenter("th").segment(texts[0]), each => each.segment)
    const beginning = few => letters.slice(0, few).join("")
    keep(1, beginning(most(letters.length, few => keep(1, beginning(few)))))
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
  let used = 0, room = first, heading = null
  const needs = row => row.height + (row.heading && row.heading !== heading ? row.headingHeight : 0)
  for (const row of rows) {
    if (used + needs(row) > room && sheets.at(-1).length) {
      sheets.push([])
      used = 0
      room = others
      heading = null
    }
    used += needs(row)
    heading = row.heading
    sheets.at(-1).push(row)
  }
  return sheets
}

// The rows of a sheet with their heights, each with the heading that it stands under.
function measure(sheet) {
  const rows = []
  let heading = null
  for (const row of sheet.querySelector(".flow").children)
    if (row.matches(".heading")) heading = row
    else rows.push({row, heading, height: height(row), headingHeight: heading ? height(heading) : 0})
  return rows
}

// Spreads rows over as few sheets as it takes in the roomiest way, all of them about equally full; gives the sheets.
function paginate(sheet) {
  const next = sheet.cloneNode(true)
  all("[data-first]", next).forEach(each => each.remove())
  sheet.after(next)
  for (const each of [sheet, next]) each.classList.add("measuring")
  const [first, others] = [sheet, next].map(each => each.querySelector(".flow").clientHeight)
  const setIn = way => {
    setWay(sheet, way)
    return measure(sheet)
  }
  const ways = WAYS[sheet.dataset.kind]
  const fewest = flow(setIn(ways.at(-1)), first, others).length
  const way = ways.find(each => flow(setIn(each), first, others).length <= fewest)
  const rows = setIn(way)
  let parts = null
  for (let fill = 10; fill <= 50 && !(parts?.length <= fewest); fill++) parts = flow(rows, first * fill / 50, others * fill / 50)
  const sheets = parts.map((part, at) => {
    const own = at ? next.cloneNode(true) : sheet
    const originals = [...sheet.querySelector(".flow").children]
    const kept = new Set(part.flatMap(({row, heading}) => [originals.indexOf(row), originals.indexOf(heading)]))
    return {own, drop: originals.flatMap((_, index) => kept.has(index) ? [] : [index])}
  })
  next.remove()
  sheets.reduce((last, {own}) => { if (own !== last) last.after(own); return own }, sheet)
  for (const {own, drop} of sheets) {
    setWay(own, way)
    const box = own.querySelector(".flow"), children = [...box.children]
    drop.forEach(index => children[index].remove())
    if (own !== sheets.at(-1).own) all("[data-last]", own).forEach(each => each.remove())
    if (box.dataset.spread)
      box.style.maxHeight = `${total([...box.children].map(height)) + box.children.length * rem(parseFloat(box.dataset.spread))}px`
    box.style.setProperty("--count", box.children.length)
    own.classList.remove("measuring")
  }
  return sheets.map(({own}) => own)
}

// The largest letters with which rows hold their labels on a line, above their tracks or beside them.
function fitRows(sheets) {
  const boxes = sheets.flatMap(sheet => all(".rows", sheet))
  if (!boxes.length) return
  for (const box of boxes) {
    const thick = 0.36 * box.clientHeight / Math.max(box.children.length, 1)
    box.style.setProperty("--thick", `${Math.min(Math.max(thick, rem(1)), rem(1.6))}px`)
  }
  const set = (fit, over) => sheets.forEach(sheet => {
    sheet.style.setProperty("--fit", fit)
    sheet.classList.toggle("over", over)
  })
  const fits = () => !boxes.some(overflows)
  const whole = () => !boxes.some(box => all(".label", box).some(overflows))
  const many = boxes.some(box => box.children.length >= MANY)
  for (const fit of SCALES.filter(each => !many || each <= LARGEST_OF_MANY))
    for (const over of [true, false]) {
      set(fit, over)
      if (fits() && whole()) return
    }
  // Lines come nearer to each other, then labels are cut to fewer lines.
  for (const [label, pitch] of TIGHT)
    for (const over of [true, false]) {
      set(SCALES.at(-1), over)
      for (const sheet of sheets) {
        sheet.style.setProperty("--label", label)
        sheet.style.setProperty("--pitch", pitch)
      }
      if (fits()) return
    }
  const spare = sheets.flatMap(sheet => all("[data-spare]", sheet))
  spare.forEach(each => each.remove())
  if (spare.length) fitRows(sheets)
}

// Puts tables on one sheet: smaller letters, then shorter texts, then fewer rows of the longest table, which are counted.
function fitTables(box) {
  for (const [fit, most] of [[1, 3], [0.9, 3], [0.8, 3], [0.72, 3], [0.72, 2], [0.66, 2], [0.62, 1]]) {
    box.style.setProperty("--fit", fit)
    box.style.setProperty("--most", most)
    if (!overflows(box)) return
  }
  const bodies = all("tbody", box), left = new Map(bodies.map(body => [body, 0]))
  const rows = body => body.children.length - (left.get(body) ? 1 : 0)
  while (overflows(box)) {
    const body = bodies.reduce((longest, each) => rows(each) > rows(longest) ? each : longest)
    if (rows(body) < 2) return
    if (left.get(body)) body.lastElementChild.remove()
    body.lastElementChild.remove()
    left.set(body, left.get(body) + 1)
    const row = body.insertRow(), cell = row.insertCell()
    cell.colSpan = body.rows[0].cells.length
    cell.className = "quiet right"
    cell.textContent = box.dataset.more.replace("#", [...String(left.get(body))].map(each => document.body.dataset.digits[each]).join(""))
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
  const first = document.querySelector(".sheet"), digits = document.body.dataset.digits
  const number = count => [...String(count)].map(each => digits[each]).join("")
  const pages = (sheet, text) => { sheet.querySelector(".page").textContent = text }
  all("[data-shrink]").forEach(shrink)
  all("[data-shed]").forEach(shed)
  if (first.querySelector(".flow")) pages(first, `${number(99)}/${number(99)}`)
  const sheets = first.querySelector(".flow > *") ? paginate(first) : [first]
  sheets.forEach((sheet, at) => pages(sheet, sheets.length > 1 ? `${number(at + 1)}/${number(sheets.length)}` : ""))
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
