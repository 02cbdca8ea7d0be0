// form.test.ts - what a form asks, refuses and sends.
import { describe, expect, it } from 'vitest'
import { asked, branchProblem, decisionOf, problemsOf, sentAnswers, type DeskField, type Say } from './form'

const say: Say = (key, label, n) => `${key}:${typeof label === 'string' ? label : label.en}${n ?? ''}`
const FIELDS: DeskField[] = [
  {
    key: 'decision',
    type: 'radio',
    label: 'd',
    validate: { required: true },
    values: [
      { value: 'approve', label: 'a' },
      { value: 'supplement', label: 's' },
      { value: 'refuse', label: 'r' },
      { value: 'transfer', label: 't' },
    ],
  },
  { key: 'missing', type: 'checklist', label: 'm', values: [], conditional: { hide: '=decision != "supplement"' } },
  { key: 'office', type: 'select', label: 'o', values: [], conditional: { hide: '=decision != "transfer"' } },
  { key: 'text', type: 'textarea', label: 'x', validate: { maxLength: 5 } },
]

describe('a task’s form', () => {
  it('finds the decision, and none in a plain form', () => {
    expect(decisionOf({ components: FIELDS })?.key).toBe('decision')
    expect(decisionOf({ components: FIELDS.slice(1) })).toBeNull()
    expect(decisionOf(null)).toBeNull()
  })
  it('asks only what the decision needs', () => {
    const shown = (decision: string): string[] => FIELDS.filter((x) => asked(x, { decision })).map((x) => x.key)
    expect(shown('approve')).toEqual(['decision', 'text'])
    expect(shown('supplement')).toEqual(['decision', 'missing', 'text'])
    expect(shown('transfer')).toEqual(['decision', 'office', 'text'])
  })
  it.each([
    ['supplement', {}, '/answers/missing'],
    ['supplement', { text: 'the offer' }, null],
    ['supplement', { missing: ['proof'] }, null],
    ['transfer', { text: 'x' }, '/answers/office'],
    ['transfer', { office: 'PS' }, null],
    ['refuse', {}, '/answers/text'],
    ['refuse', { text: ' ' }, '/answers/text'],
    ['refuse', { text: 'why' }, null],
  ])('%s with %j', (decision, answers, where) => {
    expect(branchProblem(FIELDS, { decision, ...answers }, decision, say)?.where ?? null).toBe(where)
  })
  it('says all that is wrong at once, counting characters and not bytes', () => {
    expect(problemsOf(FIELDS, { text: '一二三四五六' }, say)).toEqual([
      { where: '/answers/decision', message: 'needOne:d' },
      { where: '/answers/text', message: 'tooLong:x5' },
    ])
    expect(problemsOf(FIELDS, { decision: 'approve', text: '一二三四五' }, say)).toEqual([])
    const n: DeskField = { key: 'n', type: 'number', label: 'n', validate: { required: true } }
    expect(problemsOf([n], { n: 'x' }, say)[0]?.message).toBe('needNumber:n')
  })
  it('sends neither what is hidden nor what is empty', () => {
    const kept = { decision: 'transfer', office: 'PS', missing: ['proof'], text: '  ' }
    expect(sentAnswers(FIELDS, kept)).toEqual({ decision: 'transfer', office: 'PS' })
    expect(sentAnswers([{ key: 'n', type: 'number', label: 'n' }], { n: '12.5' })).toEqual({ n: 12.5 })
  })
})
