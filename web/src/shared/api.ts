// The HTTP API of docs/api.md: its types and one client with CSRF, retry and errors in words.
import { lang, type Words } from './i18n'

export type { Words } from './i18n'
export type Level = 0 | 1 | 2 | 3 | 4
export type Trend = 'up' | 'down' | 'flat'
export type StepState = 'done' | 'now' | 'todo' | 'skipped'

export interface User { id: string; login: string; name: string; kind: 'staff' | 'resident' | 'crew' | 'integrator'; roles: string[]; division: string; division_name: Words; unit?: string | null }
export interface Session { user: User; csrf: string }

export type LayerKind = 'districts' | 'streets' | 'roads' | 'metro' | 'stations' | 'water'
export interface Layer { id: string; kind: LayerKind; url: string; attribution: string }
export interface DemoAccount { login: string; password: string; name: string; role_name: Words; screen: string }
export interface Pack {
  id: string; version: string; name: Words; simulated: boolean; notice: Words; utc_offset_minutes: number
  division: { code: string; name: Words }; bounds: [number, number, number, number]
  layers: Layer[]; scenarios: { id: string; name: Words }[]; demo?: { accounts: DemoAccount[] }
}
export interface Division { code: string; level: 1 | 2 | 3 | 4; name: Words; lat: number; lon: number; parents?: Division[] }

export interface CaseRow {
  /** number: how units name their case */
  id: string; number?: number; scenario: string; thing: string; division: string; state: 'new' | 'active' | 'closed' | 'cancelled'
  event_time: string; opened_at: string; closed_at: string | null; title: Words; place: Words; level: Level
  value: number | null; unit: string | null; trend: Trend; status: Words; question?: Words | null; waiting_since?: string | null
  escalates_at?: string | null; overdue: boolean; seen_by?: string | null; lat: number; lon: number
}
export interface Vital { id: string; name: Words; value: number | null; unit: string | Words; low: number | null; high: number | null; min: number; max: number; level: Level; text: Words; at: string; source: Words }
export interface WarningRow {
  id: string; identifier: string; sender: string; event: string; level: Level; colour: string; severity: string; headline: string
  sent: string; effective: string | null; expires: string | null; state: 'active' | 'updated' | 'cancelled' | 'expired'; divisions: string[]
  areas?: GeoJSON.FeatureCollection | GeoJSON.Geometry | null
}
export interface DistrictRow { code: string; name: Words; worst: Level; open: number; overdue: number; first_reply_s?: number | null }
export interface Overview {
  now: string; division: { code: string; level: number; name: Words }; data_at: string | null; open: number; overdue: number; waiting_count: number
  districts: DistrictRow[]; waiting: CaseRow[]; running: CaseRow[]; more: number; vitals: Vital[]; warnings: WarningRow[]; seq: number
}
export interface Latest { datastream: string; name: Words; value: number | null; unit: string; time: string | null; age_s: number | null }
export type ThingState = 'normal' | 'rising' | 'wrong' | 'silent' | 'implausible'
export interface Thing { id: string; key: string; name: Words; kind: string; division: string; lat: number; lon: number; state: ThingState; level: Level; latest: Latest[] }
export interface Limit { value: number; name: Words }
export interface ThingPage extends Thing { properties: Record<string, unknown>; limits: Limit[]; cases: CaseRow[] }
export interface Series { datastream: string; unit: string; points: [time: string, value: number | null][]; limits: Limit[] }

export interface TaskRow {
  id: string; case: string; element: string; name: Words; state: 'open' | 'claimed' | 'accepted' | 'on_site' | 'done' | 'cancelled'
  assignee: string | null; assignee_name: string | null; candidates: string[]; division: string; division_name: Words; opened_at: string
  due_at: string | null; remaining_s: number | null; title: Words; applicant?: string | null; matter?: Words | null; unusual: Words[]; level: Level
  distance_m?: number | null; lat?: number | null; lon?: number | null; instructions?: Words | null; why?: Words | null
}
export interface FormField { key: string; type: string; label: Words | string; description?: Words | string; values?: { label: Words | string; value: string }[]; validate?: { required?: boolean; min?: number; max?: number } }
export interface FormSchema { components?: FormField[] }
export interface TaskPage extends Omit<TaskRow, 'case'> { form?: FormSchema | null; case: CasePage }
export interface TaskList { tasks: TaskRow[]; counts: Record<'todo' | 'due_today' | 'waiting_applicant' | 'transferred' | 'done' | 'bad_rating', number>; next: string | null }

export interface HistoryRow { seq: number; time: string; kind: string; actor: string | null; element: string | null; name: Words | null; text: Words | null; why: Words | string | null }
export interface CommandRow { id: string; actuator: string; kind: string; action: string; params: Record<string, unknown>; case: string | null; state: 'sent' | 'acknowledged' | 'done' | 'failed' | 'timed_out'; issued_at: string; due_at: string | null; answered_at: string | null; text: string | null }
export type UnitState = 'free' | 'going' | 'on_site' | 'offline'
export interface Unit { id: string; key: string; kind: string; name: Words; state: UnitState; lat: number; lon: number; distance_m?: number; eta_s?: number | null; seen_at: string | null; capabilities: string[]; case?: string | number | null }
export interface Deadline { due_at: string; remaining_s?: number; paused: boolean; unit: string; amount?: number; days?: { date: string; worked: boolean; used: number }[]; started_at: string }
export interface Why { rule?: string; text?: Words; reading?: { datastream: string; time: string; value: number; unit: string } | null; condition?: string }
export interface CasePage extends CaseRow {
  why: Why | null; data: Record<string, unknown>; tasks: TaskRow[]; history: HistoryRow[]; commands?: CommandRow[]; units?: Unit[]
  deadline?: Deadline | null; process?: { id: string; version: number | string } | null; application?: ApplicationPage | null; drawing_url: string
}
export interface DrawingNode { id: string; type: string; name: string; label?: Words; x: number; y: number; w: number; h: number; state: StepState }
export interface DrawingFlow { id: string; from: string; to: string; points: [number, number][]; taken: boolean }
export interface Drawing { process: string; version: number | string; nodes: DrawingNode[]; flows: DrawingFlow[] }
export interface Near { at: { lat: number; lon: number }; radius_m: number; units: Unit[]; widened: boolean }

export interface Check { name: Words; result: 'ok' | 'look' | 'no'; text: Words; source: Words; at: string }
export interface Material { id: string; name: Words; grade: 'A' | 'B' | 'C' | 'D'; source: Words; file?: string | null; status: string }
export interface ApplicationPage {
  id: string; matter: { id: string; name: Words }; state: 'draft' | 'submitted' | 'accepted' | 'reviewing' | 'waiting_applicant' | 'approved' | 'refused' | 'withdrawn'
  case: string | null; office: Words | null; answers: Record<string, unknown>; prefilled: Record<string, { value: unknown; source: Words; checked_at: string; grade: string }>
  materials: Material[]; missing: Words[]; track: { id: string; name: Words; state: 'done' | 'now' | 'todo'; time?: string | null }[]
  notice?: { title: Words; text: Words; rule?: string } | null; history: { time: string; text: Words; why?: Words | null }[]
  due_at: string | null; licence?: string | null; rated?: boolean; access_log: AccessRow[]; fields?: FieldProblem[]
  checks?: Check[]; advice?: { result: string; text: Words } | null
}
export interface AccessRow { time: string; who: string; unit: Words; purpose: Words; what: string }
export interface MatterRow { id: string; name: Words; summary: Words; minutes: number; days: number; fee: Words; online: boolean; why?: { matched: { word: string; because: string }[]; text: Words }; score?: number }
export interface MatterStep { id: string; title: Words; form: FormSchema | string | null; fields?: string[] }
export interface MatterPage {
  id: string; code: string; name: Words; summary: Words; department: Words; days: number; days_unit: string; fee: Words; conditions: Words[]
  materials: { id: string; name: Words; required: boolean; grade: string; waived?: Words | null }[]; basis: { title: string; article: string; text: string }[]
  steps: MatterStep[]; rating?: unknown
}
export interface Me { name: string; id_masked: string; phone_masked: string; registered_address: string; residence_address: string; access_log: AccessRow[] }
export interface LicenceFact { id: string; label: Words; value: string; masked: string | boolean | null; default: boolean }
export interface Licence { id: string; kind: string; name: Words; number: string; issuer: Words; issued_at: string; expires_at: string | null; state: 'valid' | 'expired' | 'revoked'; facts: LicenceFact[] }
export interface Shown { code: string; url: string; qr_svg: string; expires_at: string }
export type VerdictWord = 'valid' | 'expired' | 'revoked' | 'altered' | 'unknown'
export interface VerdictPage { verdict: VerdictWord; reason: string; text: Words; todo: Words; facts: { label: Words; value: string }[]; name?: Words | null; issuer?: Words | null; checked_at: string; list_at: string | null }
export interface VerifyKey { kid: string; alg: 'SM2'; x: string; y: string; not_before: string; not_after: string; issuer: string }
export interface StatusList { list: string; bits: number; issued_at: string; expires_at: string; kid: string; signature: string }
export interface FieldProblem { where: string; message: string }

/** An answer that was not the one hoped for, already worded for the reader. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly where: string | null = null,
    readonly fields: FieldProblem[] = [], readonly retryAfterS: number | null = null) {
    super(message)
    this.name = 'Problem'
  }
  get offline(): boolean { return this.status === 0 }
  /** Worth trying again by itself. */
  get passing(): boolean { return this.status === 0 || this.status === 408 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504 }
}

const OURS: Record<'offline' | 'busy' | 'ours', Words> = {
  offline: { zh: '连不上服务器，正在自动重试', en: 'Cannot reach the server. Trying again by itself.' },
  busy: { zh: '现在人多，稍等会自动再试', en: 'It is busy now. It will be tried again shortly.' },
  ours: { zh: '我们这边出了问题，您填的都在。1 分钟后再试', en: 'Something went wrong on our side. Your answers are safe. Try again in a minute.' },
}

let csrf = ''
let onSignedOut: (() => void) | undefined
export function setCsrf(token: string): void { csrf = token }
/** Called when an answer says that nobody is signed in any more. */
export function whenSignedOut(hook: () => void): void { onSignedOut = hook }

interface ErrorBody { error?: { code?: string; message?: string; where?: string; fields?: FieldProblem[] } }

async function problemOf(res: Response): Promise<Problem> {
  let body: ErrorBody = {}
  try { body = (await res.json()) as ErrorBody } catch { /* not JSON: worded below */ }
  const e = body.error ?? {}
  const own = res.status >= 500 ? (res.status === 503 ? OURS.busy : OURS.ours)[lang.value] : `${res.status}`
  const after = Number(res.headers.get('Retry-After'))
  return new Problem(res.status, e.code ?? 'unknown', res.status === 500 ? own : e.message ?? own, e.where ?? null, e.fields ?? [], after > 0 ? after : null)
}

const pause = (s: number): Promise<void> => new Promise((done) => { setTimeout(done, s * 1000) })

export interface Ask { signal?: AbortSignal; retries?: number; type?: string }

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
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': lang.value === 'zh' ? 'zh-CN' : 'en' }
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
  if (res.status === 204) return undefined as T
  return (await res.json()) as T
}

type Query = Record<string, string | number | boolean | null | undefined>
function q(path: string, query: Query = {}): string {
  const parts = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  return parts.length === 0 ? path : `${path}?${parts.map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join('&')}`
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
  near: (query: Query, ask?: Ask) => get<Near>('near', query, ask),
  units: (division?: string) => get<{ units: Unit[] }>('units', { division }),
  positions: (units: { unit: string; lat: number; lon: number; time?: string; state?: UnitState }[]) => post<{ taken: number }>('positions', { units }),
  commands: (query: Query) => get<{ commands: CommandRow[] }>('commands', query),
  warnings: () => get<{ warnings: WarningRow[] }>('warnings', { active: 1 }),

  tasks: (query: Query) => get<TaskList>('tasks', query),
  task: (task: string) => get<TaskPage>(`tasks/${id(task)}`),
  claim: (task: string) => post<TaskRow>(`tasks/${id(task)}/claim`),
  accept: (task: string) => post<TaskRow>(`tasks/${id(task)}/accept`),
  arrive: (task: string, at: { lat?: number; lon?: number }) => post<TaskRow>(`tasks/${id(task)}/arrive`, at),
  refuse: (task: string, reason: 'busy' | 'blocked' | 'equipment' | 'unsafe', text?: string) => post<TaskRow>(`tasks/${id(task)}/refuse`, { reason, text }),
  complete: (task: string, answers: Record<string, unknown>, files: string[] = [], at?: string) => post<{ case: string; state: string }>(`tasks/${id(task)}/complete`, { answers, files, at }),
  upload: (file: Blob, name: string) => post<{ id: string; size: number; sha256: string; type: string }>(q('files', { name }), file),
  fileUrl: (file: string) => `/api/v1/files/${id(file)}`,

  matters: (text?: string, ask?: Ask) => get<{ matters: MatterRow[] }>('matters', { q: text, limit: 10 }, ask),
  matter: (matter: string) => get<MatterPage>(`matters/${id(matter)}`),
  startApplication: (matter: string) => post<ApplicationPage>('applications', { matter }),
  applications: () => get<{ applications: ApplicationPage[] }>('applications'),
  application: (application: string) => get<ApplicationPage>(`applications/${id(application)}`),
  saveAnswers: (application: string, answers: Record<string, unknown>) => request<ApplicationPage>('PUT', `applications/${id(application)}/answers`, { answers }),
  submit: (application: string) => post<ApplicationPage>(`applications/${id(application)}/submit`),
  supplement: (application: string, answers: Record<string, unknown>, files: string[]) => post<ApplicationPage>(`applications/${id(application)}/supplement`, { answers, files }),
  withdraw: (application: string, reason: string) => post<ApplicationPage>(`applications/${id(application)}/withdraw`, { reason }),
  rate: (application: string, score: 1 | 2 | 3 | 4 | 5, reasons: string[], text: string) => post<{ callback_due_at?: string }>(`applications/${id(application)}/rating`, { score, reasons, text }),
  me: () => get<Me>('me'),
  licences: () => get<{ licences: Licence[] }>('licences'),
  show: (licence: string, facts: string[]) => post<Shown>(`licences/${id(licence)}/show`, { facts }),
  pdfUrl: (licence: string) => `/api/v1/licences/${id(licence)}/pdf`,
  checks: (licence: string) => get<{ checks: AccessRow[] }>(`licences/${id(licence)}/checks`),
  revoke: (licence: string, reason: string) => post<void>(`licences/${id(licence)}/revoke`, { reason }),
  verify: (code: string) => post<VerdictPage>('verify', { code }),
  verifyKeys: () => get<{ keys: VerifyKey[] }>('verify/keys'),
  verifyStatus: () => get<StatusList>('verify/status'),
}
