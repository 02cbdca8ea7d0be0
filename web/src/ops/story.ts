// A case's history as people read it: the plan's inner steps fall away, reasons become one line.
import { tx } from '../shared/i18n'
import type { CasePage, CommandRow, HistoryRow, Words } from '../shared/api'

type Loose = Record<string, unknown>
const isObject = (v: unknown): v is Loose => typeof v === 'object' && v !== null && !Array.isArray(v)
const isWords = (v: unknown): v is Words => isObject(v) && typeof v.zh === 'string' && typeof v.en === 'string'

/** The reason in words, wherever the server keeps it: a text, a rule's text, a decision's result. */
export function reasonText(why: unknown): string {
  if (typeof why === 'string') return why
  if (isWords(why)) return tx(why)
  if (Array.isArray(why)) return reasonText(isObject(why[0]) ? why[0].result : undefined)
  if (!isObject(why)) return ''
  if (isWords(why.text)) return tx(why.text)
  return isWords(why.reason) ? tx(why.reason) : ''
}

/** Programs act in nobody's name. */
export const personOf = (actor: string | null): string => (!actor || actor.startsWith('token:') ? '' : actor)

/** "Left" says what a line of its own for the same step says better. */
export function tellable(history: readonly HistoryRow[]): HistoryRow[] {
  const own = new Set(history.filter((h) => h.kind !== 'left').map((h) => h.element))
  return history.filter((h) => h.kind !== 'left' || (h.element && !own.has(h.element)))
}

export function lineOf(h: HistoryRow): string {
  const name = tx(h.name)
  if (h.kind === 'command' || h.kind === 'task') return name || tx(h.text)
  // Who did it stands beside the line, not instead of it.
  const text = tx(h.text)
  return (text !== h.actor && text) || name || h.kind
}

/** What a command is for, as the plan calls the step that gave it. */
export function commandName(c: CommandRow, page: CasePage): string {
  const row = page.history.find(
    (h) => h.kind === 'command' && isObject(h.why) && String((h.why as Loose).command) === String(c.id),
  )
  return (row && tx(row.name)) || `${c.actuator} ${c.action}`
}
