import type { OutputOf } from '../../src-shared/contract.ts'
import { pdfText } from './pdfText.ts'
import type { PetitionDesk } from './petitionDesk.ts'
import type { TestCore } from './testCore.ts'

type Line = OutputOf<'petition.get'>['papers'][number]

/** Issues the papers of a petition as one person and reads them back; text without spaces. */
export function petitionPrinter(call: () => ReturnType<TestCore['as']>) {
  const linesOf = async (desk: PetitionDesk, kind: string): Promise<Line[]> =>
    (await desk.view()).papers.filter((line) => line.kind === kind)
  return {
    linesOf,
    async lineOf(desk: PetitionDesk, kind: string): Promise<Line> {
      const [line] = await linesOf(desk, kind)
      if (!line) throw new Error(`No line for ${kind}`)
      return line
    },
    async issue(desk: PetitionDesk, kind: string, ref = '') {
      const document = await call()('papers.issue', { matterId: desk.matterId, kind, ref })
      const { pdfBase64 } = await call()('papers.bytes', { documentId: document.id, purpose: 'view' })
      return { ...document, text: (await pdfText(pdfBase64)).replaceAll(/\s/g, '') }
    },
  }
}

/** 信访代理委托书 of the day on which a test core starts. */
export const signedMandate = {
  on: '2026-03-18',
  agentName: '代理员戊',
  cardNumber: 'DL-001',
  subject: '请求修复小区东门路面',
  scopes: ['write', 'submit'],
  fromOn: '2026-03-18',
  toOn: '2026-09-30',
  signedByCitizenOn: '2026-03-18',
  signedByAgentOn: '2026-03-18',
  consents: { processing: true, sensitive: false, provide: true },
}
