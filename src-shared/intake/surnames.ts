/** Surnames of two characters that are in use. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 上官 司马 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 端木 百里 东郭 南宫 西门 独孤 ' +
    '轩辕 钟离 鲜于 闾丘 濮阳 淳于 单于 太叔 申屠 公冶 宗政 赫连 澹台 呼延 拓跋 万俟 闻人 左丘 亓官 司寇 仲孙 ' +
    '梁丘 公羊 公良 谷梁 段干 漆雕 乐正 夹谷 宰父 壤驷 巫马 子车 颛孙 羊舌 微生 第五 达奚 纳兰'
  ).split(' '),
)
