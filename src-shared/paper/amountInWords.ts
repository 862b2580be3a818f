import nzh from 'nzh'

/**
 * An amount in the capital figures of cheques and agreements: `12345` fen -> `壹佰贰拾叁元肆角伍分`,
 * `1200000` -> `壹万贰仟元整`.
 *
 * Source: 《票据法》第八条 wants words beside figures; the writing follows 支付结算办法附件一《正确填写票据和结算凭证的
 * 基本规定》: 整 after yuan and jiao, none after fen, 零 for skipped places.
 *
 * @param fen whole, not negative
 */
export function toAmountInWords(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor(fen / 10) % 10
  const rest = fen % 10
  if (fen === 0) return '零元整'
  const whole = yuan === 0 ? '' : `${capital(yuan)}元`
  if (jiao === 0 && rest === 0) return `${whole}整`
  if (rest === 0) return `${whole}${capital(jiao)}角整`
  if (jiao === 0) return `${whole}${yuan === 0 ? '' : '零'}${capital(rest)}分`
  return `${whole}${capital(jiao)}角${capital(rest)}分`
}

/** `1234500` fen -> `12,345.00`. */
export function toGroupedYuan(fen: number): string {
  const yuan = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${yuan}.${String(fen % 100).padStart(2, '0')}`
}

function capital(figure: number): string {
  return nzh.cn.encodeB(String(figure))
}
