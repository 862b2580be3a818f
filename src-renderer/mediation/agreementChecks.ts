import { checkCapitalAmount, readCapitalAmount, toCapitalAmount } from '../../src-shared/kernel/capitalAmount.ts'
import { parseYuan, toYuanText } from '../../src-shared/kernel/money.ts'

export interface AgreementText {
  terms: readonly string[]
  names: readonly string[]
  amountFen: number | null
  instalmentsFen: readonly number[]
  hasDay: boolean
  hasMeans: boolean
}

/** Who, what, when, how, what if not: gentle hints, an agreement may do without one. */
export function termChecks({
  terms,
  names,
  hasDay,
  hasMeans,
}: AgreementText): { title: string; isFound: boolean; advice: string }[] {
  const all = terms.join('\n')
  const isNamed =
    names.some((name) => name !== '' && all.includes(name)) || /申请人|被申请人|甲方|乙方|双方|各方/.test(all)
  return [
    { title: '谁', isFound: isNamed, advice: '写明由谁向谁履行' },
    {
      title: '做什么',
      isFound: /支付|赔偿|补偿|返还|归还|修复|维修|拆除|清理|停止|搬|腾|道歉|承担|交付|恢复|不再|减免|处理/.test(all),
      advice: '写明付多少钱或做什么事，少用“尽快”“适当”',
    },
    {
      title: '什么时候',
      isFound: hasDay || /\d+\s*[年月日]|[日月年]内|之前|以前|当场|即时|每月|每年/.test(all),
      advice: '写明日期或期限',
    },
    {
      title: '怎么做',
      isFound:
        hasMeans || /现金|转账|汇|微信|支付宝|账户|银行|当面|上门|自行|书面|口头|请.{1,8}(施工|师傅|公司)/.test(all),
      advice: '写明方式、地点或账户',
    },
    {
      title: '不履行怎么办',
      isFound: /逾期|违约|不履行|未履行|未按|仍不|利息|申请(司法确认|强制执行)|起诉/.test(all),
      advice: '写明逾期或不履行的后果',
    },
  ]
}

const CAPITALS = '零壹贰叁肆伍陆柒捌玖拾佰仟万亿'
const PAIR = new RegExp(
  `([\\d,，]+(?:\\.\\d{1,2})?)\\s*元[（(]\\s*(?:大写)?[:：]?\\s*((?:人民币)?[${CAPITALS}]+[元圆圓][${CAPITALS}角分整正]*)\\s*[）)]`,
  'g',
)
const ALONE = new RegExp(`(?:人民币)?[${CAPITALS}]{2,}[元圆圓][${CAPITALS}角分整正]*`, 'g')

/** Amounts in capitals inside the terms that do not agree with the figures beside them, or with the agreement's own amounts. */
export function capitalProblems({ terms, amountFen, instalmentsFen }: AgreementText): string[] {
  const known = [amountFen ?? -1, ...instalmentsFen]
  return terms.flatMap((term, at) => {
    const rest = term.replace(PAIR, '')
    const pairs = [...term.matchAll(PAIR)].flatMap(([, figure = '', capitals = '']) => {
      const fen = parseYuan(figure.replaceAll('，', ','))
      const check = fen === undefined ? undefined : checkCapitalAmount(fen, capitals)
      return check && check.kind !== 'same' ? [check.message] : []
    })
    const alone = [...rest.matchAll(ALONE)].flatMap(([capitals]) => {
      const fen = readCapitalAmount(capitals)
      if (fen === undefined) return [`大写金额“${capitals}”无法识别`]
      return known.includes(fen)
        ? []
        : [`大写“${capitals}”读作 ${toYuanText(fen)} 元，与协议金额和各期金额都不同，请核对`]
    })
    return [...pairs, ...alone].map((text) => `第${at + 1}条：${text}`)
  })
}

/** `12000.00元（大写：壹万贰仟元整）`, to be put into a term. */
export function amountPhrase(fen: number): string {
  return `人民币${toYuanText(fen)}元（大写：${toCapitalAmount(fen)}）`
}
