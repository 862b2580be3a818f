import { ref, shallowRef, type Ref } from 'vue'
import type { InputOf } from '../../src-shared/contract.ts'
import { bytesOfBase64 } from '../api/bytesOfBase64.ts'
import { call } from '../api/call.ts'
import type { ShownPaper } from '../matter/issuePaper.ts'

type Sheet = InputOf<'duty.print'>['sheet']

/** Asks for the purpose of printing, then shows the sheet. */
export function useDutyPrint(): {
  paper: Ref<ShownPaper | undefined>
  isAsking: Ref<boolean>
  ask(sheet: Sheet, ref: string): void
  print(purpose: string): Promise<void>
} {
  const paper = shallowRef<ShownPaper>()
  const isAsking = ref(false)
  let wanted: { sheet: Sheet; ref: string } | undefined
  return {
    paper,
    isAsking,
    ask(sheet, about) {
      wanted = { sheet, ref: about }
      isAsking.value = true
    },
    async print(purpose) {
      if (!wanted) return
      const { title, fileName, pdfBase64 } = await call('duty.print', { ...wanted, purpose })
      paper.value = { title, fileName, bytes: bytesOfBase64(pdfBase64) }
    },
  }
}
