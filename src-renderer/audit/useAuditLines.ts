import { computed, ref, shallowRef } from 'vue'
import type { AuditAction, AuditLine } from '../../src-shared/audit/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'

const PAGE = 200

/** Lines of the log, newest first, by page. Texts of the filter are '' where nothing is chosen. */
export function useAuditLines() {
  const problem = ref('')
  const action = ref('')
  const from = ref('')
  const to = ref('')
  const lines = shallowRef<readonly AuditLine[]>([])
  const next = ref<number | null>(null)
  let asked = 0

  async function read(before: number | null): Promise<void> {
    const turn = (asked += 1)
    try {
      const found = await call('audit.list', {
        action: (action.value || null) as AuditAction | null,
        from: (from.value || null) as Day | null,
        to: (to.value || null) as Day | null,
        before,
        limit: PAGE,
      })
      if (turn !== asked) return // the filter changed meanwhile
      lines.value = before === null ? found.lines : [...lines.value, ...found.lines]
      next.value = found.next
      problem.value = ''
    } catch (error) {
      problem.value = errorText(error)
    }
  }
  return {
    action,
    from,
    to,
    lines,
    problem,
    hasMore: computed(() => next.value !== null),
    reload: () => read(null),
    more: () => read(next.value),
  }
}
