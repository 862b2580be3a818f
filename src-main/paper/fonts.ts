import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../src-shared/kernel/errors.ts'

/** The faces that official papers ask for (GB/T 9704), and the names under which systems carry them. */
export const FACES = {
  fangsong: {
    title: '仿宋',
    names: [
      'FangSong',
      '仿宋',
      'FangSong_GB2312',
      '仿宋_GB2312',
      'STFangsong',
      '华文仿宋',
      'FZFangSong-Z02',
      'FZFangSong-Z02S',
      '方正仿宋_GBK',
      '方正仿宋_GB18030',
      '方正仿宋简体',
    ],
    bundled: 'Noto Serif SC',
    bundledTitle: '思源宋体',
  },
  hei: {
    title: '黑体',
    names: [
      'SimHei',
      '黑体',
      'STHeiti',
      '华文黑体',
      'FZHei-B01',
      'FZHei-B01S',
      '方正黑体_GBK',
      '方正黑体_GB18030',
      '方正黑体简体',
    ],
    bundled: 'Noto Sans SC',
    bundledTitle: '思源黑体',
  },
  kai: {
    title: '楷体',
    names: [
      'KaiTi',
      '楷体',
      'KaiTi_GB2312',
      '楷体_GB2312',
      'STKaiti',
      '华文楷体',
      'FZKai-Z03',
      'FZKai-Z03S',
      '方正楷体_GBK',
      '方正楷体_GB18030',
      '方正楷体简体',
    ],
    bundled: 'Noto Serif SC',
    bundledTitle: '思源宋体',
  },
  xiaobiaosong: {
    title: '方正小标宋',
    names: ['FZXiaoBiaoSong-B05', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', '方正小标宋简体', '方正小标宋_GB18030'],
    bundled: 'Noto Serif SC',
    bundledTitle: '思源宋体粗体',
  },
} as const

export type Face = keyof typeof FACES

/** The font files that ship with the program: two families, two weights each. */
const BUNDLED_FILES = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
]

/**
 * Paths of the bundled font files: in `<resourcesDir>/fonts` of a packaged program, else in the npm packages.
 *
 * @throws AppError 'not_found' if one is in neither place
 */
export function findBundledFonts(resourcesDir: string, nodeModulesDir: string): string[] {
  return BUNDLED_FILES.map((file) => {
    const name = file.slice(file.lastIndexOf('/') + 1)
    const places = [join(resourcesDir, 'fonts', name), join(nodeModulesDir, '@expo-google-fonts', file)]
    const found = places.find((place) => existsSync(place))
    if (found === undefined) throw new AppError('not_found', `程序缺少随附字体文件 ${name}，请重新安装`, { name })
    return found
  })
}

/** What the templates are told: for each face the families to try, in order. `song` is for tables in small type. */
export type FaceChain = Record<Face | 'song', string[]>

export interface ChosenFaces {
  chain: FaceChain
  /** Chinese sentences about faces that this computer lacks; empty when it has them all. */
  notice: string[]
}

/** Chooses for each face what the computer has, then what is bundled. `isKnown` asks the typesetter itself. */
export function chooseFaces(isKnown: (family: string) => boolean): ChosenFaces {
  const chain: FaceChain = { fangsong: [], hei: [], kai: [], xiaobiaosong: [], song: ['Noto Serif SC', 'Noto Sans SC'] }
  const notice: string[] = []
  for (const face of Object.keys(FACES) as Face[]) {
    const { title, names, bundled, bundledTitle } = FACES[face]
    const present = names.filter(isKnown)
    if (present.length === 0) notice.push(`本机没有${title}，已用随附的${bundledTitle}代替`)
    chain[face] = [...new Set([...present, bundled, 'Noto Serif SC', 'Noto Sans SC'])]
  }
  return { chain, notice }
}

/** `𪛗` -> the sentence that tells a clerk which character must be written in by hand. */
export function missingGlyphNotice(characters: readonly string[]): string[] {
  if (characters.length === 0) return []
  const list = characters
    .map((one) => `“${one}”（U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}）`)
    .join('、')
  return [`本机没有字体能印出${list}，纸上以“〓”占位，请手工填写或安装含该字的字体`]
}
