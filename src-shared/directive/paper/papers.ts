import { definePaper, seal, signature } from '../../paper/spec.ts'
import { DirectiveList, DirectiveReplyLetter } from './schema.ts'

export const DIRECTIVE_PAPERS = {
  directive_reply: definePaper({
    title: '督办回复函',
    template: 'directive_reply.typ',
    templateVersion: '1',
    page: 'A4',
    schema: DirectiveReplyLetter,
    needsNumber: false,
    numbering: 'matter',
    legalBasis: ['信访工作条例第二十二条、第四十条（书面反馈办理情况）', 'GB/T 9704-2012'],
    signaturePlaces: [
      signature('approver', '签发人（签名）', 'head', { isRequired: false }),
      seal('office', '（公章）', 'centre'),
    ],
  }),
  directive_list: definePaper({
    title: '督办交办清单',
    template: 'directive_list.typ',
    templateVersion: '1',
    page: 'A4-landscape',
    schema: DirectiveList,
    needsNumber: false,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
}
