import type { Role } from '../kernel/roles.ts'

/** One housing estate; all estates are invented. `lowRise` means six floors without a lift. */
export type PracticeEstate = { name: string; property: string; road: string; buildings: number; lowRise: boolean }

/** A residents' committee (居委会) with its grids, estates and the person who helps to mediate there. */
export type PracticePlace = {
  name: string
  shortName: string
  grids: string[]
  estates: PracticeEstate[]
  helper: string
}

/** Somebody who works at the practice centre. The log-in name is shown on the practice log-in page. */
export type PracticeStaff = { login: string; name: string; roles: Role[]; post: string }

/** A unit that works with the centre. `code` is stable, for references from stories. */
export type PracticeUnit = { code: string; name: string; shortName: string; phone: string }

/** The one made-up street of the practice centre. */
export type PracticeCentre = {
  city: string
  district: string
  street: string
  streetCode: string
  centreName: string
  centrePhone: string
  centreAddress: string
  committeeName: string
  committeeShortName: string
  court: string
  places: PracticePlace[]
  staff: PracticeStaff[]
  units: PracticeUnit[]
}

/** The practice centre: always the same, whatever the seed. City and street exist on no map. */
export function practiceCentre(): PracticeCentre {
  return CENTRE
}

const PROPERTY = ['云杉物业', '听雨物业', '禾木物业', '青檀物业', '望舒物业']

/** `name:estate/road/buildings(+ for lifts),…:helper` */
const PLACES = [
  '槐安:槐安新村/槐安路/42,听雨苑/听雨路/18+:沈桂芬',
  '云杉:云杉新村/云杉路/36,云杉名邸/云杉路/12+:顾秀兰',
  '桂香里:桂香里/桂香路/28,月桂公寓/桂香路/9+:陆松年',
  '望月坊:望月坊/望月路/31,揽月苑/望月路/15+:姚惠莲',
  '青禾:青禾公寓/青禾路/16+,青禾二村/禾丰路/39:范建柏',
  '银杏:银杏家园/银杏大道/22+,杏林小区/杏林路/26:金美杏',
  '松涛:松涛苑/松涛路/20+,松鹤新村/松鹤路/33:邵国松',
  '柳岸:柳岸花园/柳岸路/17+,柳浪新村/柳浪路/29:吕春梅',
  '竹影:竹影轩/竹影路/8+,竹园一村/竹园路/35,竹园二村/竹园路/30:姜翠竹',
  '海棠:海棠苑/海棠路/14+,棠梨新村/棠梨路/27:汪素棠',
  '榆林:榆荫小区/榆荫路/24,榆景湾/榆荫路/11+:邹志榆',
  '梅溪:梅溪坊/梅溪路/25,梅溪雅苑/梅溪路/13+:薛玉梅',
  '枫桥湾:枫桥湾花园/枫湾路/19+,枫叶新村/枫叶路/32:侯晓枫',
  '兰亭:兰亭苑/兰亭路/16+,惠兰小区/惠兰路/23:陶丽兰',
]

const GRID_COUNTS = [4, 3, 4, 3, 5, 4, 4, 3, 5, 3, 4, 3, 4, 3]

const CENTRE: PracticeCentre = {
  city: '练州市',
  district: '青禾区',
  street: '梧桐里街道（练习）',
  streetCode: '990000001',
  centreName: '梧桐里街道社会治安综合治理中心（练习）',
  centrePhone: '021-55550100',
  centreAddress: '练州市青禾区梧桐里路1号',
  committeeName: '梧桐里街道人民调解委员会（练习）',
  committeeShortName: '梧桐里',
  court: '练州市青禾区人民法院',
  places: PLACES.map(toPlace),
  staff: [
    { login: 'chuangkou1', name: '许晓莉', roles: ['clerk'], post: '综合窗口一' },
    { login: 'chuangkou2', name: '卢子楠', roles: ['clerk'], post: '综合窗口二' },
    { login: 'chuangkou3', name: '谭静荷', roles: ['clerk'], post: '来电来信网上登记' },
    { login: 'tiaojie1', name: '丁建松', roles: ['mediator'], post: '专职人民调解员' },
    { login: 'tiaojie2', name: '苏桂英', roles: ['mediator'], post: '专职人民调解员' },
    { login: 'tiaojie3', name: '程海桐', roles: ['mediator'], post: '专职人民调解员' },
    { login: 'tiaojie4', name: '叶丽蓉', roles: ['mediator'], post: '物业纠纷调解员' },
    { login: 'tiaojie5', name: '魏志楠', roles: ['mediator'], post: '劳动争议调解员' },
    { login: 'tiaojie6', name: '任秀菊', roles: ['mediator', 'clerk'], post: '婚姻家庭调解员' },
    { login: 'shegong1', name: '方雨桐', roles: ['social_worker'], post: '社工' },
    { login: 'shegong2', name: '孟嘉树', roles: ['social_worker'], post: '社工' },
    { login: 'shegong3', name: '黎可萱', roles: ['social_worker'], post: '社工' },
    { login: 'bangfu', name: '潘慧兰', roles: ['care_head'], post: '帮扶负责人' },
    { login: 'fuzeren', name: '秦立柏', roles: ['head'], post: '综治中心负责人' },
    { login: 'guanli', name: '段明榕', roles: ['admin'], post: '系统管理员' },
  ],
  units: [
    unit('police', '梧桐里派出所', '派出所', 11),
    unit('justice', '梧桐里司法所', '司法所', 12),
    unit('petition', '梧桐里街道信访办公室', '信访办', 13),
    unit('urban', '梧桐里街道综合行政执法队', '综合执法队', 14),
    unit('market', '梧桐里市场监督管理所', '市场监管所', 15),
    unit('labour', '梧桐里街道社区事务受理服务中心', '社区事务受理中心', 16),
    unit('civil', '梧桐里街道社区服务办公室', '服务办', 17),
    unit('housing', '梧桐里房屋管理所', '房管所', 18),
    unit('building', '梧桐里街道社区建设办公室', '建设办', 19),
    unit('health', '梧桐里社区卫生服务中心', '卫生服务中心', 20),
    unit('safety', '梧桐里街道应急管理办公室', '应急办', 21),
    unit('fire', '梧桐里消防救援站', '消防救援站', 22),
    unit('traffic', '青禾交警大队梧桐里中队', '交警中队', 23),
    unit('green', '青禾区绿化市容管理所', '绿化市容所', 24),
    unit('environment', '青禾区生态环境监察队', '环境监察队', 25),
    unit('women', '梧桐里街道妇女联合会', '妇联', 26),
    unit('union', '梧桐里街道总工会', '总工会', 27),
    unit('disabled', '梧桐里街道残疾人联合会', '残联', 28),
    unit('court', '青禾区人民法院梧桐里法庭', '法庭', 29),
  ],
}

function unit(code: string, name: string, shortName: string, extension: number): PracticeUnit {
  return { code, name, shortName, phone: `021-555501${extension}` }
}

function toPlace(line: string, index: number): PracticePlace {
  const [shortName, estates, helper] = line.split(':') as [string, string, string]
  return {
    name: `${shortName}居委会`,
    shortName,
    helper,
    grids: Array.from({ length: GRID_COUNTS[index] as number }, (_, grid) => `${shortName}第${'一二三四五'[grid]}网格`),
    estates: estates.split(',').map((estate, order) => {
      const [name, road, buildings] = estate.split('/') as [string, string, string]
      const property = PROPERTY[(index * 2 + order) % PROPERTY.length] as string
      return { name, road, property, buildings: Number.parseInt(buildings, 10), lowRise: !buildings.endsWith('+') }
    }),
  }
}
