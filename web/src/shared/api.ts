// One client for the HTTP API of docs/api.md, with CSRF, retry and errors in words.
import { lang, type Words } from './i18n'

import type {
  AccessRow,
  ApplicationPage,
  BackTarget,
  CasePage,
  CaseRow,
  CommandRow,
  Division,
  Drawing,
  FieldProblem,
  Licence,
  MatterPage,
  MatterRow,
  Me,
  Near,
  NewRequest,
  Overview,
  Pack,
  RequestRow,
  RequestType,
  Series,
  Session,
  Shown,
  StatusList,
  TaskList,
  TaskPage,
  TaskRow,
  Thing,
  ThingPage,
  Unit,
  UnitState,
  VerdictPage,
  VerifyKey,
  WarningRow,
} from './types'

export * from './types'

/** An answer that was not the one hoped for, already worded for the reader. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly where: string | null = null,
    readonly fields: FieldProblem[] = [],
    readonly retryAfterS: number | null = null,
  ) {
    super(message)
    this.name = 'Problem'
  }
  get offline(): boolean {
    return this.status === 0
  }
  /** Worth trying again by itself. */
  get passing(): boolean {
    return (
      this.status === 0 ||
      this.status === 408 ||
      this.status === 429 ||
      this.status === 502 ||
      this.status === 503 ||
      this.status === 504
    )
  }
}

const OURS: Record<'offline' | 'busy' | 'ours', Words> = {
  offline: { zh: '连不上服务器，正在自动重试', en: 'Cannot reach the server. Trying again by itself.' },
  busy: { zh: '现在人多，稍等会自动再试', en: 'It is busy now. It will be tried again shortly.' },
  ours: {
    zh: '我们这边出了问题，您填的都在。1 分钟后再试',
    en: 'Something went wrong on our side. Your answers are safe. Try again in a minute.',
  },
}

let csrf = ''
let usedAt = Date.now()
/** When the server last heard this browser, by this browser's clock: a session ends a while after that. */
export const lastUse = (): number => usedAt
let onSignedOut: (() => void) | undefined
export function setCsrf(token: string): void {
  csrf = token
}
/** Called when an answer says that nobody is signed in any more. */
export function whenSignedOut(hook: () => void): void {
  onSignedOut = hook
}

interface ErrorBody {
  error?: { code?: string; message?: string; where?: string; fields?: FieldProblem[] }
}

async function problemOf(res: Response): Promise<Problem> {
  let body: ErrorBody = {}
  try {
    body = (await res.json()) as ErrorBody
  } catch {
    /* not JSON: worded below */
  }
  const e = body.error ?? {}
  const own = res.status >= 500 ? (res.status === 503 ? OURS.busy : OURS.ours)[lang.value] : `${res.status}`
  const after = Number(res.headers.get('Retry-After'))
  return new Problem(
    res.status,
    e.code ?? 'unknown',
    res.status === 500 ? own : (e.message ?? own),
    e.where ?? null,
    e.fields ?? [],
    after > 0 ? after : null,
  )
}

const pause = (s: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, s * 1000)
  })

export interface Ask {
  signal?: AbortSignal
  retries?: number
  type?: string
}

/** One request. Reading is retried with growing pauses; writing is not, for it may have arrived. */
export async function request<T>(method: string, path: string, body?: unknown, ask: Ask = {}): Promise<T> {
  const retries = ask.retries ?? (method === 'GET' ? 2 : 0)
  for (let attempt = 0; ; attempt++) {
    try {
      return await once<T>(method, path, body, ask)
    } catch (e) {
      if (!(e instanceof Problem) || !e.passing || attempt >= retries || ask.signal?.aborted) throw e
      await pause(Math.min(e.retryAfterS ?? 0.4 * 2 ** attempt, 10) * (0.8 + Math.random() * 0.4))
    }
  }
}

async function once<T>(method: string, path: string, body: unknown, ask: Ask): Promise<T> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': lang.value === 'zh' ? 'zh-CN' : 'en',
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: ask.signal ?? null }
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf
  if (body instanceof Blob) {
    headers['Content-Type'] = ask.type ?? body.type
    init.body = body
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  let res: Response
  try {
    res = await fetch(path.startsWith('/') ? path : `/api/v1/${path}`, init)
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e
    throw new Problem(0, 'offline', OURS.offline[lang.value])
  }
  if (!res.ok) {
    const problem = await problemOf(res)
    if (problem.status === 401 && path !== 'session') onSignedOut?.()
    throw problem
  }
  usedAt = Date.now()
  if (res.status === 204) return undefined as T
  return (await res.json()) as T
}

type Query = Record<string, string | number | boolean | null | undefined>
function q(path: string, query: Query = {}): string {
  const parts = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  return parts.length === 0
    ? path
    : `${path}?${parts.map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join('&')}`
}
const get = <T>(path: string, query?: Query, ask?: Ask): Promise<T> => request<T>('GET', q(path, query), undefined, ask)
const post = <T>(path: string, body: unknown = {}, ask?: Ask): Promise<T> => request<T>('POST', path, body, ask)
const id = encodeURIComponent

export const api = {
  session: () => get<Session>('session'),
  signIn: (login: string, password: string) => post<Session>('session', { login, password }),
  signOut: () => request<void>('DELETE', 'session'),
  pack: () => get<Pack>('pack'),
  layer: (url: string, ask?: Ask) => get<GeoJSON.FeatureCollection>(url, {}, ask),
  divisions: (parent: string) => get<{ divisions: Division[] }>('divisions', { parent }),
  division: (code: string) => get<Division>(`divisions/${id(code)}`),

  overview: (division?: string, ask?: Ask) => get<Overview>('overview', { division }, ask),
  things: (query: Query, ask?: Ask) => get<{ things: Thing[]; next: string | null }>('things', query, ask),
  thing: (thing: string) => get<ThingPage>(`things/${id(thing)}`),
  series: (thing: string, query: Query = {}, ask?: Ask) => get<Series>(`things/${id(thing)}/series`, query, ask),
  cases: (query: Query = {}) => get<{ cases: CaseRow[]; next: string | null }>('cases', query),
  case: (case_: string, ask?: Ask) => get<CasePage>(`cases/${id(case_)}`, {}, ask),
  drawing: (case_: string, ask?: Ask) => get<Drawing>(`cases/${id(case_)}/drawing`, {}, ask),
  acknowledge: (case_: string) => post<void>(`cases/${id(case_)}/acknowledge`),
  note: (case_: string, text: string) => post<void>(`cases/${id(case_)}/note`, { text }),
  /** One of the hands of docs/cases.md: cases/7/urge, tasks/9/return .. */
  hand: <T = void>(path: string, body: Record<string, unknown>) => post<T>(path, body),
  backTargets: (task: string) => get<{ targets: BackTarget[] }>(`tasks/${id(task)}/back`),
  contact: (case_: string) => post<{ name: string; phone: string; email: string }>(`cases/${id(case_)}/contact`),
  requestTypes: () => get<{ types: RequestType[] }>('request-types'),
  requests: () => get<{ requests: RequestRow[]; next: number | null }>('requests'),
  similar: (type: string, lat: number, lon: number) =>
    get<{ within_m: number; similar: RequestRow[] }>('requests/similar', { type, lat, lon }),
  report: (body: NewRequest) => post<{ id: string; notice: Words; similar: string | null }>('requests', body),
  near: (query: Query, ask?: Ask) => get<Near>('near', query, ask),
  units: (division?: string) => get<{ units: Unit[] }>('units', { division }),
  positions: (units: { unit: string; lat: number; lon: number; time?: string; state?: UnitState }[]) =>
    post<{ taken: number }>('positions', { units }),
  commands: (query: Query) => get<{ commands: CommandRow[] }>('commands', query),
  warnings: () => get<{ warnings: WarningRow[] }>('warnings', { active: 1 }),

  tasks: (query: Query) => get<TaskList>('tasks', query),
  task: (task: string) => get<TaskPage>(`tasks/${id(task)}`),
  claim: (task: string) => post<TaskRow>(`tasks/${id(task)}/claim`),
  accept: (task: string) => post<TaskRow>(`tasks/${id(task)}/accept`),
  arrive: (task: string, at: { lat?: number; lon?: number }) => post<TaskRow>(`tasks/${id(task)}/arrive`, at),
  refuse: (task: string, reason: 'busy' | 'blocked' | 'equipment' | 'unsafe', text?: string) =>
    post<TaskRow>(`tasks/${id(task)}/refuse`, { reason, text }),
  complete: (task: string, answers: Record<string, unknown>, files: string[] = [], at?: string) =>
    post<{ case: string; state: string }>(`tasks/${id(task)}/complete`, { answers, files, at }),
  upload: (file: Blob, name: string) =>
    post<{ id: string; size: number; sha256: string; type: string }>(q('files', { name }), file),
  fileUrl: (file: string) => `/api/v1/files/${id(file)}`,

  matters: (text?: string, ask?: Ask) => get<{ matters: MatterRow[] }>('matters', { q: text, limit: 10 }, ask),
  matter: (matter: string) => get<MatterPage>(`matters/${id(matter)}`),
  startApplication: (matter: string) => post<ApplicationPage>('applications', { matter }),
  applications: () => get<{ applications: ApplicationPage[] }>('applications'),
  application: (application: string) => get<ApplicationPage>(`applications/${id(application)}`),
  saveAnswers: (application: string, answers: Record<string, unknown>) =>
    request<ApplicationPage>('PUT', `applications/${id(application)}/answers`, { answers }),
  submit: (application: string) => post<ApplicationPage>(`applications/${id(application)}/submit`),
  supplement: (application: string, answers: Record<string, unknown>, files: string[]) =>
    post<ApplicationPage>(`applications/${id(application)}/supplement`, { answers, files }),
  withdraw: (application: string, reason: string) =>
    post<ApplicationPage>(`applications/${id(application)}/withdraw`, { reason }),
  rate: (application: string, score: 1 | 2 | 3 | 4 | 5, reasons: string[], text: string) =>
    post<{ callback_due_at?: string }>(`applications/${id(application)}/rating`, { score, reasons, text }),
  me: () => get<Me>('me'),
  intake: (matter: string, person: { name: string; id_number: string }) =>
    post<ApplicationPage>('intake', { matter, person }),
  licences: () => get<{ licences: Licence[] }>('licences'),
  show: (licence: string, facts: string[]) => post<Shown>(`licences/${id(licence)}/show`, { facts }),
  pdfUrl: (licence: string) => `/api/v1/licences/${id(licence)}/pdf`,
  checks: (licence: string) => get<{ checks: AccessRow[] }>(`licences/${id(licence)}/checks`),
  revoke: (licence: string, reason: string) => post<void>(`licences/${id(licence)}/revoke`, { reason }),
  verify: (code: string) => post<VerdictPage>('verify', { code }),
  verifyKeys: () => get<{ keys: VerifyKey[]; words?: Words[] }>('verify/keys'),
  verifyStatus: () => get<StatusList>('verify/status'),
}
