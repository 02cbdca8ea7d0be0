// What an official may do with a case beside its plan (docs/cases.md): which, when, and what it asks for.
import type { CasePage, TaskPage } from '../shared/api'

export type HandId =
  | 'return'
  | 'withdraw'
  | 'transfer'
  | 'delegate'
  | 'sign'
  | 'assist'
  | 'urge'
  | 'supervise'
  | 'unsupervise'
  | 'hold'
  | 'release'
  | 'extend'
  | 'duplicate'
  | 'split'

/** What is asked for beside the reason. */
export type HandNeed = 'step' | 'division' | 'login' | 'days' | 'case'

interface Ask {
  page: CasePage
  task: TaskPage | null
  mayAct: boolean
  may: (right: string) => boolean
  login: string
}
export interface Hand {
  id: HandId
  needs: HandNeed[]
  shown: (a: Ask) => boolean
  path: (a: Ask) => string
  body: (answers: Record<HandNeed, string>) => Record<string, unknown>
}

const open = (a: Ask): boolean => a.page.state === 'new' || a.page.state === 'active'
const hasTask = (a: Ask): boolean => open(a) && a.mayAct && a.task !== null && !a.page.hands?.held_by
const acts = (a: Ask): boolean => open(a) && !a.page.application && (a.may('case.act') || a.may('case.supervise'))
const ofCase =
  (verb: string) =>
  (a: Ask): string =>
    `cases/${encodeURIComponent(a.page.id)}/${verb}`
const ofTask =
  (verb: string) =>
  (a: Ask): string =>
    `tasks/${encodeURIComponent(a.task?.id ?? '')}/${verb}`
const nothing = (): Record<string, unknown> => ({})

export const HANDS: readonly Hand[] = [
  { id: 'return', needs: ['step'], shown: hasTask, path: ofTask('return'), body: (x) => ({ to: x.step }) },
  {
    id: 'withdraw',
    needs: [],
    shown: (a) => open(a) && a.page.tasks.some((x) => x.state === 'done' && x.assignee === a.login),
    path: ofCase('withdraw'),
    body: nothing,
  },
  {
    id: 'transfer',
    needs: ['division'],
    shown: acts,
    path: ofCase('transfer'),
    body: (x) => ({ division: x.division }),
  },
  { id: 'delegate', needs: ['login'], shown: hasTask, path: ofTask('delegate'), body: (x) => ({ to: x.login }) },
  {
    id: 'sign',
    needs: ['login'],
    shown: hasTask,
    path: ofTask('sides'),
    body: (x) => ({ kind: 'sign', login: x.login }),
  },
  {
    id: 'assist',
    needs: ['login'],
    shown: hasTask,
    path: ofTask('sides'),
    body: (x) => ({ kind: 'assist', login: x.login }),
  },
  { id: 'urge', needs: [], shown: acts, path: ofCase('urge'), body: nothing },
  {
    id: 'supervise',
    needs: [],
    shown: (a) => open(a) && a.may('case.supervise') && !a.page.hands?.supervised_by,
    path: ofCase('supervise'),
    body: () => ({ on: true }),
  },
  {
    id: 'unsupervise',
    needs: [],
    shown: (a) => open(a) && a.may('case.supervise') && !!a.page.hands?.supervised_by,
    path: ofCase('supervise'),
    body: () => ({ on: false }),
  },
  { id: 'hold', needs: [], shown: (a) => acts(a) && !a.page.hands?.held_by, path: ofCase('hold'), body: nothing },
  {
    id: 'release',
    needs: [],
    shown: (a) => acts(a) && !!a.page.hands?.held_by,
    path: ofCase('release'),
    body: nothing,
  },
  {
    id: 'extend',
    needs: ['days'],
    shown: (a) => open(a) && !!a.page.deadline && !a.page.hands?.extensions.some((x) => x.state === 'asked'),
    path: ofCase('extensions'),
    body: (x) => ({ amount: Number(x.days), unit: 'working_day' }),
  },
  {
    id: 'duplicate',
    needs: ['case'],
    shown: (a) => acts(a) && a.may('case.act'),
    path: ofCase('links'),
    body: (x) => ({ kind: 'duplicate', other: x.case }),
  },
  {
    id: 'split',
    needs: ['division'],
    shown: (a) => acts(a) && a.may('case.act'),
    path: ofCase('split'),
    body: (x) => ({ division: x.division }),
  },
]

export const handsFor = (a: Ask): Hand[] => HANDS.filter((h) => h.shown(a))
