// What a case file says, worded for the official: answers with their labels and sources, the path so far. Pure.
import type { ApplicationPage, CasePage, HistoryRow, StepState, Words } from '../shared/api'
import * as f from '../shared/format'
import type { DeskField } from './form'

export interface AnswerRow {
  key: string
  label: Words | string
  value: Words | string
  /** What is shown until the official asks for all of it; null where nothing is hidden. */
  masked: string | null
  source: Words | null
}

function masked(key: string, value: unknown): string | null {
  const text = typeof value === 'string' ? value : ''
  if (text.includes('*')) return null
  if (/id_number|id_card/.test(key)) return f.maskId(text)
  return /phone|mobile/.test(key) ? f.maskPhone(text) : null
}

/** The words of an answer: the chosen option, a list of them, yes or no, else as it was written. */
export function answerWords(field: DeskField | undefined, value: unknown, yes: Words, no: Words): Words | string {
  const named = (v: unknown): Words => {
    const label = field?.values?.find((o) => o.value === v)?.label ?? String(v)
    return typeof label === 'string' ? { zh: label, en: label } : label
  }
  if (typeof value === 'boolean') return value ? yes : no
  if (Array.isArray(value)) {
    const all = value.map(named)
    return { zh: all.map((w) => w.zh).join('、'), en: all.map((w) => w.en).join(', ') }
  }
  return value === null || value === undefined ? '' : named(value)
}

/** In the order of the matter's form; papers and unanswered questions are not repeated here. */
export function answerRows(page: ApplicationPage, fields: DeskField[], yes: Words, no: Words): AnswerRow[] {
  const papers = new Set(page.materials.map((m) => m.id))
  const order = fields.filter((x) => x.key in page.answers).map((x) => x.key)
  const keys = [...order, ...Object.keys(page.answers).filter((k) => !order.includes(k))]
  return keys.flatMap((key) => {
    const value = page.answers[key]
    if (papers.has(key) || value === null || value === undefined || value === '') return []
    const field = fields.find((x) => x.key === key)
    const known = page.prefilled[key]
    const same = known !== undefined && JSON.stringify(known.value) === JSON.stringify(value)
    return [
      {
        key,
        label: field?.label ?? key,
        value: answerWords(field, value, yes, no),
        masked: masked(key, value),
        source: same ? known.source : null,
      },
    ]
  })
}

// The engine's own steps: an official reads what happened, not which gate was passed.
const QUIET = new Set(['left', 'entered', 'token', 'variables'])
const reasonOf = (row: HistoryRow): Words | null => {
  const first = Array.isArray(row.why) ? (row.why[0] as { result?: { reason?: Words } } | undefined) : undefined
  return first?.result?.reason ?? null
}
export interface PathStep {
  id: string
  label: Words
  state: StepState
  at: string | null
  note: Words | null
}

/** What was done, what is now, what is still to come. */
export function pathOf(page: CasePage): PathStep[] {
  const said = new Set<string>()
  const rows = page.history.filter((h) => !QUIET.has(h.kind) && h.name)
  const steps: PathStep[] = rows.map((h) => {
    const words = h.text?.zh ? h.text : reasonOf(h)
    const note = words && !said.has(words.zh) && words.zh !== page.title.zh ? words : null
    if (words) said.add(words.zh)
    return { id: String(h.seq), label: h.name ?? { zh: h.kind, en: h.kind }, state: 'done', at: h.time, note }
  })
  const open = page.tasks.find((x) => x.state !== 'done' && x.state !== 'cancelled')
  if (page.state === 'closed' || page.state === 'cancelled') return steps
  if (open) {
    const own = new Set(rows.filter((h) => h.element === open.element && h.kind === 'task').map((h) => String(h.seq)))
    const past = steps.filter((s) => !own.has(s.id))
    steps.splice(0, steps.length, ...past)
    steps.push({ id: 'now', label: open.name, state: 'now', at: open.opened_at, note: null })
  }
  for (const s of page.application?.track ?? [])
    if (s.state === 'todo') steps.push({ id: s.id, label: s.name, state: 'todo', at: null, note: null })
  return steps
}
