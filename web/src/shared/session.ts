// Who is signed in and which city this is: loaded once for a page.
import { computed, ref } from 'vue'
import { api, lastUse, Problem, setCsrf, whenSignedOut, type Pack, type Session, type User } from './api'
import { startClock } from './clock'
import { setCityOffset } from './format'

export const user = ref<User | null>(null)
export const pack = ref<Pack | null>(null)
export const start = ref<'loading' | 'ready' | 'failing'>('loading')
export const startProblem = ref('')
export const signedIn = computed(() => user.value !== null)

/** May whoever is signed in do this (case.act, licence.revoke ..)? The server asks again. */
export const may = (right: string): boolean => user.value?.rights?.includes(right) ?? false

const ends = ref<{ at: number; idleMs: number } | null>(null)
export const WARN_MS = 120_000
function opened(s: Session): void {
  setCsrf(s.csrf)
  user.value = s.user
  ends.value = { at: s.expires_at ? Date.parse(s.expires_at) : Infinity, idleMs: s.idle_s ? s.idle_s * 1000 : Infinity }
}
/** What ends the session first, and in how long; `at` is the server's time now. */
export function endsAt(at: number): { kind: 'idle' | 'total'; ms: number } | null {
  if (!ends.value) return null
  const total = ends.value.at - at
  const idle = lastUse() + ends.value.idleMs - Date.now()
  return total <= idle ? { kind: 'total', ms: total } : { kind: 'idle', ms: idle }
}
/** Any answer starts the idle time anew; this one also says the new end. */
export async function extend(): Promise<void> {
  try {
    opened(await api.session())
  } catch (e) {
    if (e instanceof Problem && e.status === 401) user.value = null
  }
}

const KEPT = 'xiucheng.user'
whenSignedOut(() => {
  user.value = null
  localStorage.removeItem(KEPT)
})

/** Who was signed in when there was a network; only for pages that work without one. */
function keptUser(): User | null {
  const text = localStorage.getItem(KEPT)
  return text ? (JSON.parse(text) as User) : null
}

/** Loads pack and session; trouble is shown by the page and tried again by the caller. With `offline`
 *  the page also opens without a network, for the person who last used it here. */
export async function startSession(offline = false): Promise<void> {
  startClock()
  try {
    const p = await api.pack()
    setCityOffset(p.utc_offset_minutes)
    pack.value = p
    await resume(offline)
    start.value = 'ready'
  } catch (e) {
    start.value = 'failing'
    startProblem.value = e instanceof Error ? e.message : String(e)
  }
}

async function resume(offline: boolean): Promise<void> {
  try {
    const s = await api.session()
    opened(s)
    if (offline) localStorage.setItem(KEPT, JSON.stringify(s.user))
  } catch (e) {
    if (offline && e instanceof Problem && e.offline && keptUser()) {
      user.value = keptUser()
      return
    }
    if (!(e instanceof Problem) || e.status !== 401) throw e
    user.value = null
  }
}

export async function signIn(login: string, password: string): Promise<void> {
  opened(await api.signIn(login, password))
}

export async function signOut(): Promise<void> {
  try {
    await api.signOut()
  } finally {
    user.value = null
    setCsrf('')
    localStorage.removeItem(KEPT)
  }
}
