// A plan told in few boxes: the drawing's gateways and containers fall away, the steps stay in their
// order, and only the columns around "now" are kept when the room is narrow.
import type { Drawing, DrawingNode, StepState } from './api'

export interface PlanStep {
  id: string
  node: DrawingNode
  state: StepState
  column: number
  row: number
  event: boolean
  end: boolean
  human: boolean
}
export interface PlanLink {
  from: string
  to: string
  taken: boolean
}
export interface PlanPath {
  steps: PlanStep[]
  links: PlanLink[]
  columns: number
  rows: number
  before: number
  after: number
}

const is =
  (re: RegExp) =>
  (n: DrawingNode): boolean =>
    re.test(n.type)
const isContainer = is(/sub-?process/i)
const isBoundary = is(/boundary/i)
const isStart = is(/startevent/i)
const isEnd = is(/endevent|terminate/i)
const isTask = (n: DrawingNode): boolean => /task|activity|callactivity/i.test(n.type)
const isEvent = is(/event/i)
const within = (n: DrawingNode, box: DrawingNode): boolean =>
  n !== box && n.x >= box.x && n.y >= box.y && n.x + n.w <= box.x + box.w && n.y + n.h <= box.y + box.h

const named = (n: DrawingNode): boolean => Boolean(n.label ?? n.name)

/** A step worth a box: tasks, and what the plan waits for. */
function kept(n: DrawingNode): boolean {
  if (isContainer(n) || isBoundary(n) || isStart(n)) return false
  return isTask(n) || (isEvent(n) && named(n) && !isEnd(n))
}

/** A branch that an exclusive gateway has already decided against. */
function refused(drawing: Drawing, f: Drawing['flows'][number], from?: DrawingNode): boolean {
  if (!from || f.taken || !/exclusive/i.test(from.type)) return false
  return drawing.flows.some((g) => g.from === from.id && g.taken)
}

/** Edges with containers opened: into one means into its start, out of its ends means out of it. */
function edges(drawing: Drawing): Map<string, string[]> {
  const byId = new Map(drawing.nodes.map((n) => [n.id, n]))
  const out = new Map<string, string[]>()
  const add = (from: string, to: string): void => {
    out.set(from, [...(out.get(from) ?? []), to])
  }
  for (const f of drawing.flows)
    if (byId.has(f.from) && byId.has(f.to) && !refused(drawing, f, byId.get(f.from))) add(f.from, f.to)
  for (const box of drawing.nodes.filter(isContainer)) {
    const inner = drawing.nodes.filter((n) => within(n, box))
    for (const n of inner) {
      if (isStart(n)) add(box.id, n.id)
      if (isEnd(n)) for (const next of drawing.flows.filter((f) => f.from === box.id)) add(n.id, next.to)
    }
    out.set(
      box.id,
      (out.get(box.id) ?? []).filter((to) => inner.some((n) => n.id === to)),
    )
  }
  return out
}

/** The kept steps directly after one, through everything that is not kept. */
function following(from: string, out: Map<string, string[]>, keep: Set<string>): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  const walk = (id: string): void => {
    for (const to of out.get(id) ?? []) {
      if (seen.has(to)) continue
      seen.add(to)
      if (keep.has(to)) found.push(to)
      else walk(to)
    }
  }
  walk(from)
  return found
}

/** Escalations and the like, reached only over a boundary event that has not happened. */
function sideways(drawing: Drawing, out: Map<string, string[]>): Set<string> {
  const main = new Set<string>()
  const walk = (id: string): void => {
    if (main.has(id)) return
    main.add(id)
    for (const to of out.get(id) ?? []) walk(to)
  }
  const targets = new Set([...out.values()].flat())
  for (const n of drawing.nodes)
    if (
      !isBoundary(n) &&
      (isStart(n) || n.state === 'done' || n.state === 'now') &&
      (isStart(n) ? !targets.has(n.id) || n.state !== 'todo' : true)
    )
      walk(n.id)
  return new Set(drawing.nodes.filter((n) => !main.has(n.id) && n.state === 'todo').map((n) => n.id))
}

function rank(ids: string[], next: Map<string, string[]>): Map<string, number> {
  const column = new Map<string, number>(ids.map((i) => [i, 0]))
  const open = new Set<string>()
  const push = (id: string, at: number): void => {
    if (open.has(id) || ((column.get(id) ?? 0) > at && at > 0)) return
    column.set(id, Math.max(column.get(id) ?? 0, at))
    open.add(id)
    for (const to of next.get(id) ?? []) push(to, at + 1)
    open.delete(id)
  }
  const targets = new Set([...next.values()].flat())
  for (const id of ids) if (!targets.has(id)) push(id, 0)
  return column
}

/** What is dropped last where a column has too many rows: now, then done, then tasks, then waits. */
const weight = (n: DrawingNode): number =>
  n.state === 'now' ? (/user/i.test(n.type) ? 0 : 1) : n.state === 'done' ? 2 : isTask(n) ? 3 : 4

export function planPath(drawing: Drawing, mostColumns = 99, mostRows = 99): PlanPath {
  const out = edges(drawing)
  const aside = sideways(drawing, out)
  const nodes = drawing.nodes.filter((n) => kept(n) && !aside.has(n.id))
  const keep = new Set(nodes.map((n) => n.id))
  const next = new Map(nodes.map((n) => [n.id, following(n.id, out, keep)]))
  const column = rank(
    nodes.map((n) => n.id),
    next,
  )
  const state = new Map(nodes.map((n) => [n.id, n.state]))
  const all = Math.max(-1, ...column.values()) + 1
  const live = nodes.filter((n) => n.state === 'now').map((n) => column.get(n.id) ?? 0)
  const reached = live.length
    ? Math.min(...live)
    : Math.max(0, ...nodes.filter((n) => n.state === 'done').map((n) => column.get(n.id) ?? 0))
  const from = all <= mostColumns ? 0 : Math.max(0, Math.min(reached - 1, all - mostColumns))
  const to = Math.min(all, from + mostColumns)
  const steps: PlanStep[] = []
  for (let c = from; c < to; c++) {
    const here = nodes
      .filter((n) => column.get(n.id) === c)
      .sort((a, b) => weight(a) - weight(b))
      .slice(0, mostRows)
      .sort((a, b) => a.y - b.y)
    here.forEach((node, row) =>
      steps.push({
        id: node.id,
        node,
        state: node.state,
        column: c - from,
        row,
        event: isEvent(node),
        end: isEnd(node),
        human: /user/i.test(node.type),
      }),
    )
  }
  const shown = new Set(steps.map((s) => s.id))
  const walked = (s?: StepState): boolean => s === 'done' || s === 'now'
  const links = steps.flatMap((s) =>
    (next.get(s.id) ?? [])
      .filter((t) => shown.has(t))
      .map((t) => ({ from: s.id, to: t, taken: s.state === 'done' && walked(state.get(t)) })),
  )
  const rows = Math.max(0, ...steps.map((s) => s.row + 1))
  const count = (lo: number, hi: number, want: StepState): number =>
    nodes.filter((n) => n.state === want && (column.get(n.id) ?? 0) >= lo && (column.get(n.id) ?? 0) < hi).length
  return { steps, links, columns: to - from, rows, before: count(0, from, 'done'), after: count(to, all, 'todo') }
}
