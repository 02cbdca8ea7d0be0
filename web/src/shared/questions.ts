// A matter's form as question pages: what the city knows on one page, each open question on its own.
import type { ApplicationPage, FormField, MatterPage, MatterStep } from './api'

export interface Field extends FormField {
  readonly?: boolean
  accept?: string
  conditional?: { hide?: string }
  validate?: { required?: boolean; min?: number; max?: number; maxLength?: number; pattern?: string }
}
export interface QuestionPage {
  id: string
  step: MatterStep
  stepNo: number
  fields: Field[]
  known: boolean
}

export function fieldsOf(matter: MatterPage): Field[] {
  const form = (matter as MatterPage & { form?: { components?: Field[] } }).form
  return form?.components ?? []
}

type Draft = Pick<ApplicationPage, 'answers' | 'prefilled' | 'materials'>

/** Hidden by the form's own condition. Only comparisons of answers are read here; what else a condition
 *  asks is known by the server, which says it by the state of the paper. */
export function isHidden(field: Field, draft: Draft): boolean {
  const hide = field.conditional?.hide
  if (!hide) return false
  const simple = /^=\s*(\w+)\s*(!?=)\s*"([^"]*)"\s*$/.exec(hide)
  if (simple) {
    const [, key = '', op, value] = simple
    const same = String(draft.answers[key] ?? '') === value
    return op === '=' ? same : !same
  }
  const paper = draft.materials.find((m) => m.id === field.key)
  return paper?.status === 'not_needed'
}

const depends = (field: Field, on: Field): boolean => new RegExp(`\\b${on.key}\\b`).test(field.conditional?.hide ?? '')

/** The pages in order, for what is answered so far; the promise stands on the page that shows all answers. */
export function questionPages(matter: MatterPage, draft: Draft): QuestionPage[] {
  const all = fieldsOf(matter)
  const pages: QuestionPage[] = []
  matter.steps.forEach((step, i) => {
    for (const key of step.fields ?? []) {
      const field = all.find((f) => f.key === key)
      if (!field || field.type === 'checkbox' || isHidden(field, draft)) continue
      const last = pages[pages.length - 1]
      const known = draft.prefilled[key] !== undefined
      const joins =
        last !== undefined &&
        last.stepNo === i + 1 &&
        ((known && last.known) || (!last.known && last.fields.some((f) => depends(field, f))))
      if (joins) last.fields.push(field)
      else pages.push({ id: key, step, stepNo: i + 1, fields: [field], known })
    }
  })
  return pages
}

export function promises(matter: MatterPage): Field[] {
  return fieldsOf(matter).filter((f) => f.type === 'checkbox')
}

/** Which page asks for the field that the server names as /answers/KEY. */
export function pageOf(pages: QuestionPage[], where: string): QuestionPage | undefined {
  const key = where.split('/').pop() ?? ''
  return pages.find((p) => p.fields.some((f) => f.key === key))
}
