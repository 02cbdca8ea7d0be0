// Question pages: known facts together, open questions alone, conditions kept.
import { describe, expect, it } from 'vitest'
import type { ApplicationPage, MatterPage } from './api'
import { isHidden, pageOf, questionPages, type Field } from './questions'

const w = (s: string): { zh: string; en: string } => ({ zh: s, en: s })
const field = (key: string, more: Partial<Field> = {}): Field => ({ key, type: 'textfield', label: w(key), ...more })
const matter = {
  steps: [
    { id: 'who', title: w('who'), form: null, fields: ['name', 'phone'] },
    { id: 'what', title: w('what'), form: null, fields: ['purpose', 'note', 'from', 'proof'] },
    { id: 'where', title: w('where'), form: null, fields: ['office', 'promise'] },
  ],
  form: {
    components: [
      field('name', { readonly: true }),
      field('phone'),
      field('purpose', { type: 'select' }),
      field('note', { conditional: { hide: '=purpose != "other"' } }),
      field('from', { type: 'datetime' }),
      field('proof', { type: 'filepicker', conditional: { hide: '=applicant.proofs < 3' } }),
      field('office', { type: 'select' }),
      field('promise', { type: 'checkbox' }),
    ],
  },
} as unknown as MatterPage
const draft = (purpose: string, proof: string): ApplicationPage =>
  ({
    answers: { purpose },
    prefilled: { name: {}, phone: {}, from: {} },
    materials: [{ id: 'proof', status: proof }],
  }) as unknown as ApplicationPage

describe('question pages', () => {
  it.each([
    ['work', 'not_needed', ['name', 'purpose', 'from', 'office']],
    ['work', 'missing', ['name', 'purpose', 'from', 'proof', 'office']],
    ['other', 'not_needed', ['name', 'purpose', 'from', 'office']],
  ])('for %s with the paper %s', (purpose, proof, ids) => {
    expect(questionPages(matter, draft(purpose, proof)).map((p) => p.id)).toEqual(ids)
  })
  it('asks a dependent question on the page of its cause', () => {
    const page = questionPages(matter, draft('other', 'not_needed'))[1]
    expect(page?.fields.map((f) => f.key)).toEqual(['purpose', 'note'])
  })
  it('finds the page of a field that the server names', () => {
    const pages = questionPages(matter, draft('work', 'not_needed'))
    expect(pageOf(pages, '/answers/office')?.stepNo).toBe(3)
    expect(pageOf(pages, '/answers/none')).toBeUndefined()
  })
  it('reads a positive comparison too', () => {
    expect(isHidden(field('x', { conditional: { hide: '=purpose = "work"' } }), draft('work', ''))).toBe(true)
  })
})
