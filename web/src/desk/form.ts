// A task's form: which fields are asked for, what is missing, and the answers as the server takes them. Pure.
import type { FieldProblem, FormField, FormSchema, Words } from '../shared/api'

export type Answers = Record<string, unknown>
export interface DeskField extends FormField {
  conditional?: { hide?: string }
  accept?: string
  validate?: { required?: boolean; min?: number; max?: number; minLength?: number; maxLength?: number }
}
export type Say = (key: 'need' | 'needOne' | 'tooLong' | 'needNumber', label: Words | string, n?: number) => string

/** The only condition forms of tasks use: hidden unless another answer has one value. */
export function hiddenUnless(field: DeskField): { key: string; value: string } | null {
  const m = /^=\s*([\w.]+)\s*!=\s*"([^"]*)"\s*$/.exec(field.conditional?.hide ?? '')
  return m?.[1] !== undefined && m[2] !== undefined ? { key: m[1], value: m[2] } : null
}

export function fieldsOf(form: FormSchema | null | undefined): DeskField[] {
  return ((form?.components ?? []) as DeskField[]).filter((c) => c.key)
}

export function asked(field: DeskField, answers: Answers): boolean {
  const only = hiddenUnless(field)
  return !only || answers[only.key] === only.value
}

/** The choice that decides: a form that has one is shown as buttons, the first of them the main one. */
export function decisionOf(form: FormSchema | null | undefined): DeskField | null {
  return fieldsOf(form).find((c) => c.key === 'decision' && c.type === 'radio' && (c.values?.length ?? 0) > 1) ?? null
}

const isChoice = (type: string): boolean => type === 'radio' || type === 'select' || type === 'checklist'
function isEmpty(v: unknown): boolean {
  return (
    v === undefined || v === null || (typeof v === 'string' && v.trim() === '') || (Array.isArray(v) && v.length === 0)
  )
}

function problemOf(field: DeskField, v: unknown, say: Say): string | null {
  const rule = field.validate ?? {}
  if (isEmpty(v)) return rule.required ? say(isChoice(field.type) ? 'needOne' : 'need', field.label) : null
  if (typeof v === 'string' && rule.maxLength !== undefined && [...v].length > rule.maxLength)
    return say('tooLong', field.label, rule.maxLength)
  if (field.type === 'number' && !Number.isFinite(Number(v))) return say('needNumber', field.label)
  return null
}

/** All that is wrong, at once, in the order of the form. */
export function problemsOf(fields: DeskField[], answers: Answers, say: Say): FieldProblem[] {
  const out: FieldProblem[] = []
  for (const field of fields) {
    if (!asked(field, answers)) continue
    const message = problemOf(field, answers[field.key], say)
    if (message) out.push({ where: `/answers/${field.key}`, message })
  }
  return out
}

/** Only what was asked for and answered; numbers as numbers. */
export function sentAnswers(fields: DeskField[], answers: Answers): Answers {
  const out: Answers = {}
  for (const field of fields) {
    const v = answers[field.key]
    if (!asked(field, answers) || isEmpty(v)) continue
    out[field.key] = field.type === 'number' ? Number(v) : typeof v === 'string' ? v.trim() : v
  }
  return out
}

/** A branch that asks for something of its own is not sent without it; the server checks the same. A list may
 *  be said in words instead. */
export function branchProblem(fields: DeskField[], answers: Answers, value: string, say: Say): FieldProblem | null {
  const own = fields.find((c) => hiddenUnless(c)?.value === value)
  const text = fields.find((c) => c.type === 'textarea' && !hiddenUnless(c))
  const need = own ?? text
  if (!need || !isEmpty(answers[need.key])) return null
  if (need.type === 'checklist' && text && !isEmpty(answers[text.key])) return null
  return { where: `/answers/${need.key}`, message: say(isChoice(need.type) ? 'needOne' : 'need', need.label) }
}
