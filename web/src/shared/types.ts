// The shapes of docs/api.md.
import type { Words } from './i18n'

export type { Words } from './i18n'
export type Level = 0 | 1 | 2 | 3 | 4
export type Trend = 'up' | 'down' | 'flat'
export type StepState = 'done' | 'now' | 'todo' | 'skipped'

export interface User {
  id: string
  login: string
  name: string
  kind: 'staff' | 'resident' | 'crew' | 'integrator'
  roles: string[]
  /** What the roles hold together: case.act, licence.revoke .. */
  rights?: string[]
  division: string
  division_name: Words
  unit?: string | null
}
export interface Session {
  user: User
  csrf: string
  /** It ends then in any case, and earlier when it was not used for idle_s. */
  expires_at: string | null
  idle_s: number
}

export type LayerKind = 'districts' | 'streets' | 'roads' | 'metro' | 'stations' | 'water'
export interface Layer {
  id: string
  kind: LayerKind
  url: string
  attribution: string
}
export interface DemoAccount {
  login: string
  password: string
  name: string
  role_name: Words
  screen: string
}
export interface Pack {
  id: string
  version: string
  name: Words
  simulated: boolean
  notice: Words
  utc_offset_minutes: number
  division: { code: string; name: Words }
  bounds: [number, number, number, number]
  layers: Layer[]
  scenarios: { id: string; name: Words }[]
  demo?: { accounts: DemoAccount[] }
}
export interface Division {
  code: string
  level: 1 | 2 | 3 | 4
  name: Words
  lat: number
  lon: number
  parents?: Division[]
}

export interface CaseRow {
  /** number: how units name their case */
  id: string
  number?: number
  scenario: string
  thing: string
  division: string
  state: 'new' | 'active' | 'closed' | 'cancelled'
  event_time: string
  opened_at: string
  closed_at: string | null
  title: Words
  place: Words
  level: Level
  value: number | null
  unit: string | null
  trend: Trend
  status: Words
  question?: Words | null
  waiting_since?: string | null
  escalates_at?: string | null
  overdue: boolean
  seen_by?: string | null
  lat: number
  lon: number
}
export interface Vital {
  id: string
  name: Words
  value: number | null
  unit: string | Words
  low: number | null
  high: number | null
  min: number
  max: number
  level: Level
  text: Words
  at: string
  source: Words
}
export interface WarningRow {
  id: string
  identifier: string
  sender: string
  event: string
  level: Level
  colour: string
  severity: string
  headline: string
  sent: string
  effective: string | null
  expires: string | null
  state: 'active' | 'updated' | 'cancelled' | 'expired'
  divisions: string[]
  areas?: GeoJSON.FeatureCollection | GeoJSON.Geometry | null
}
export interface DistrictRow {
  code: string
  name: Words
  worst: Level
  open: number
  overdue: number
  first_reply_s?: number | null
}
export interface Overview {
  now: string
  division: { code: string; level: number; name: Words }
  data_at: string | null
  open: number
  overdue: number
  waiting_count: number
  districts: DistrictRow[]
  waiting: CaseRow[]
  running: CaseRow[]
  more: number
  vitals: Vital[]
  warnings: WarningRow[]
  seq: number
}
export interface Latest {
  datastream: string
  name: Words
  value: number | null
  unit: string
  time: string | null
  age_s: number | null
}
export type ThingState = 'normal' | 'rising' | 'wrong' | 'silent' | 'implausible'
export interface Thing {
  id: string
  key: string
  name: Words
  kind: string
  division: string
  lat: number
  lon: number
  state: ThingState
  level: Level
  latest: Latest[]
}
export interface Limit {
  value: number
  name: Words
}
export interface ThingPage extends Thing {
  properties: Record<string, unknown>
  limits: Limit[]
  cases: CaseRow[]
}
export interface Series {
  datastream: string
  unit: string
  points: [time: string, value: number | null][]
  limits: Limit[]
}

export interface TaskRow {
  id: string
  case: string
  element: string
  name: Words
  state: 'open' | 'claimed' | 'accepted' | 'on_site' | 'done' | 'cancelled'
  assignee: string | null
  assignee_name: string | null
  candidates: string[]
  division: string
  division_name: Words
  opened_at: string
  due_at: string | null
  remaining_s: number | null
  title: Words
  applicant?: string | null
  matter?: Words | null
  unusual: (Words & { code: string })[]
  level: Level
  distance_m?: number | null
  lat?: number | null
  lon?: number | null
  instructions?: Words | null
  why?: Words | null
}
export interface FormField {
  key: string
  type: string
  label: Words | string
  description?: Words | string
  values?: { label: Words | string; value: string }[]
  validate?: { required?: boolean; min?: number; max?: number }
}
export interface FormSchema {
  components?: FormField[]
}
export interface TaskPage extends Omit<TaskRow, 'case'> {
  form?: FormSchema | null
  case: CasePage
}
export interface TaskList {
  tasks: TaskRow[]
  counts: Record<'todo' | 'due_today' | 'waiting_applicant' | 'transferred' | 'done' | 'bad_rating', number>
  next: string | null
}

export interface HistoryRow {
  seq: number
  time: string
  kind: string
  actor: string | null
  element: string | null
  name: Words | null
  text: Words | null
  /** What led to it: words, a rule with its reading, or the decisions with their results. */
  why: unknown
}
export interface CommandRow {
  id: string
  actuator: string
  kind: string
  action: string
  params: Record<string, unknown>
  case: string | null
  state: 'sent' | 'acknowledged' | 'done' | 'failed' | 'timed_out'
  issued_at: string
  due_at: string | null
  answered_at: string | null
  text: string | null
}
export type UnitState = 'free' | 'going' | 'on_site' | 'offline'
export interface Unit {
  id: string
  key: string
  kind: string
  name: Words
  state: UnitState
  lat: number
  lon: number
  distance_m?: number
  eta_s?: number | null
  seen_at: string | null
  capabilities: string[]
  case?: string | number | null
}
export interface Deadline {
  due_at: string
  remaining_s?: number
  paused: boolean
  unit: string
  amount?: number
  days?: { date: string; worked: boolean; used: number }[]
  started_at: string
}
export interface Why {
  rule?: string
  text?: Words
  reading?: { datastream: string; time: string; value: number; unit: string } | null
  condition?: string
}
export interface CaseFileRow {
  id: string
  type: string
  name: string
  at: string
}
export interface CasePage extends CaseRow {
  hands?: Hands
  request?: ReportedRequest
  files?: CaseFileRow[]
  why: Why | null
  data: Record<string, unknown>
  tasks: TaskRow[]
  history: HistoryRow[]
  commands?: CommandRow[]
  units?: Unit[]
  deadline?: Deadline | null
  process?: { id: string; version: number | string } | null
  application?: ApplicationPage | null
  drawing_url: string
}
export interface DrawingNode {
  id: string
  type: string
  name: string
  label?: Words
  x: number
  y: number
  w: number
  h: number
  state: StepState
}
export interface DrawingFlow {
  id: string
  from: string
  to: string
  points: [number, number][]
  taken: boolean
}
export interface Drawing {
  process: string
  version: number | string
  nodes: DrawingNode[]
  flows: DrawingFlow[]
}
export interface Near {
  at: { lat: number; lon: number }
  radius_m: number
  units: Unit[]
  widened: boolean
}

export interface Check {
  name: Words
  result: 'ok' | 'look' | 'no'
  text: Words
  source: Words
  at: string
}
export interface Material {
  id: string
  name: Words
  grade: 'A' | 'B' | 'C' | 'D'
  source: Words
  file?: string | null
  required?: boolean
  status: string
}
export interface ApplicationPage {
  id: string
  matter: { id: string; name: Words }
  state: 'draft' | 'submitted' | 'accepted' | 'reviewing' | 'waiting_applicant' | 'approved' | 'refused' | 'withdrawn'
  case: string | null
  office: Words | null
  /** As the applicant chose, before any transfer. */
  first_office?: Words | null
  transfers?: number
  at_window?: boolean
  answers: Record<string, unknown>
  prefilled: Record<string, { value: unknown; source: Words; checked_at: string; grade: string }>
  materials: Material[]
  missing: Words[]
  track: { id: string; name: Words; state: 'done' | 'now' | 'todo'; time?: string | null }[]
  notice?: { title: Words; text: Words; rule?: string } | null
  history: { time: string; text: Words; why?: Words | null }[]
  due_at: string | null
  licence?: string | null
  licence_state?: 'valid' | 'expired' | 'revoked'
  revoked_at?: string
  revoked_why?: string
  rated?: number | null
  access_log: AccessRow[]
  fields?: FieldProblem[]
  /** Whole, for who may see the case. */
  applicant?: Words
  checks?: Check[]
  advice?: { result: string; text: Words } | null
}
export interface AccessRow {
  time: string
  who: string
  unit: Words
  purpose: Words
  what: string
}
export interface MatterRow {
  id: string
  name: Words
  summary: Words
  minutes: number
  days: number
  fee: Words
  online: boolean
  why?: { matched: { word: string; because: string }[]; text: Words }
  score?: number
}
export interface MatterStep {
  id: string
  title: Words
  form: FormSchema | string | null
  fields?: string[]
}
export interface MatterPage {
  id: string
  code: string
  name: Words
  summary: Words
  department: Words
  days: number
  days_unit: string
  fee: Words
  conditions: Words[]
  materials: {
    id: string
    name: Words
    required: 'always' | 'sometimes' | 'never'
    when?: Words
    grade: string
    waived?: Words | null
  }[]
  basis: { title: string; article: string; text: string }[]
  steps: MatterStep[]
  rating?: unknown
}
export interface Me {
  name: string
  id_masked: string
  phone_masked: string
  registered_address: string
  residence_address: string
  age?: number | null
  access_log: AccessRow[]
}
export interface LicenceFact {
  id: string
  label: Words
  value: string
  masked: string | boolean | null
  default: boolean
}
export interface Licence {
  id: string
  kind: string
  name: Words
  number: string
  issuer: Words
  issued_at: string
  expires_at: string | null
  state: 'valid' | 'expired' | 'revoked'
  revoked_at?: string
  revoked_why?: string
  facts: LicenceFact[]
}
export interface Shown {
  code: string
  url: string
  qr_svg: string
  expires_at: string
}
export type VerdictWord = 'valid' | 'expired' | 'revoked' | 'altered' | 'unknown'
export interface VerdictPage {
  verdict: VerdictWord
  reason: string
  text: Words
  todo: Words
  facts: { label: Words; value: Words }[]
  name?: Words | null
  issuer?: Words | null
  /** The last day, YYYY-MM-DD; empty: it does not end. */
  expires_on?: string
  checked_at: string
  list_at: string | null
}
export interface VerifyKey {
  kid: string
  alg: 'SM2'
  x: string
  y: string
  not_before: string | null
  not_after: string | null
  issuer: Words
}
export interface StatusList {
  list: string
  bits: number
  issued_at: string
  expires_at: string
  kid: string
  signature: string
}
export interface FieldProblem {
  where: string
  message: string
}

/** What can be reported, and its questions (GeoReport's attributes). */
export interface RequestAttribute {
  code: string
  label: Words
  kind: 'string' | 'number' | 'datetime' | 'text' | 'singlevaluelist' | 'multivaluelist'
  required?: boolean
  values?: { key: string; name: Words }[]
}
export interface RequestType {
  code: string
  name: Words
  summary: Words
  group: string
  kind: 'consult' | 'help' | 'complaint' | 'suggest' | 'praise'
  near_m: number
  attributes: RequestAttribute[]
}
export interface RequestRow {
  id: string
  type: string
  name: Words
  state: 'new' | 'active' | 'closed' | 'cancelled'
  status: Words
  address: string
  lat: number | null
  lon: number | null
  requested_at: string
  updated_at: string
  due_at: string | null
  words?: string
  distance_m?: number
}
export interface NewRequest {
  type: string
  words: string
  lat?: number
  lon?: number
  address?: string
  phone?: string
  name?: string
  attributes?: Record<string, string | string[]>
}
/** What officials did with a case beside its plan (docs/cases.md). */
export interface Hands {
  urged: number
  supervised_by: string | null
  held_by: string | null
  held_at: string | null
  extensions: {
    n: number
    asked_by: string
    asked_at: string
    amount: number
    unit: string
    reason: string
    state: 'asked' | 'approved' | 'refused'
    decided_by: string
    decision: string
  }[]
  sides: {
    task: number
    of: number
    kind: 'sign' | 'assist'
    asked_by: string
    question: string
    who: string
    state: string
    answers: { verdict?: string; opinion?: string } | null
  }[]
  links: {
    kind: 'duplicate' | 'original' | 'parent' | 'child' | 'related'
    case: string
    title: Words
    state: string
  }[]
}
/** What a person reported, on its case page; name and phone are masked. */
export interface ReportedRequest {
  type: { code: string; name: Words }
  words: string
  address: string
  media_url: string | null
  attributes: Record<string, string | string[]>
  name: string
  phone: string
  requested_at: string
}
export interface BackTarget {
  element: string
  name: Words
  by: string
}
