// A value from the server with its state, for pages.
import { ref, type Ref } from 'vue'

export interface Loaded<T> {
  value: Ref<T | null>
  state: Ref<'loading' | 'ready' | 'failing'>
  problem: Ref<string>
  load: () => Promise<void>
}
export function loaded<T>(ask: () => Promise<T>): Loaded<T> {
  const value = ref<T | null>(null) as Ref<T | null>
  const state = ref<'loading' | 'ready' | 'failing'>('loading')
  const problem = ref('')
  const load = async (): Promise<void> => {
    try {
      value.value = await ask()
      state.value = 'ready'
    } catch (e) {
      problem.value = e instanceof Error ? e.message : String(e)
      state.value = 'failing'
    }
  }
  void load()
  return { value, state, problem, load }
}
export const messageOf = (e: unknown): string => (e instanceof Error ? e.message : String(e))
