import type { Day } from '../kernel/day.ts'
import { practiceCentre, type PracticeEstate } from './centre.ts'
import type { OrgKind } from './family.ts'
import { makeGivenName, makeSurname } from './names.ts'
import { createRandom, hashText, type Random } from './random.ts'
import type { StoryParty } from './types.ts'

/** A flat in the practice street. */
export type Home = {
  placeIndex: number
  gridIndex: number
  estate: PracticeEstate
  building: number
  floor: number
  door: number
}

/** A made-up person before they take a role. */
export type Person = {
  name: string
  sex: '男' | '女'
  birthOn: Day
  age: number
  home: Home
  occupation: string
  phone?: string
}

const RESIDENT_PART = 7
const WORKING_JOBS = [
  '公司职员',
  '个体经营',
  '中学教师',
  '会计',
  '护士',
  '出租车司机',
  '超市员工',
  '程序员',
  '快递员',
  '保险业务员',
  '厨师',
  '设计师',
  '保洁员',
  '银行职员',
  '自由职业',
  '物流调度员',
]

/** The ID number of a made-up person: region 990000 does not exist; the check digit is right (GB 11643). */
export function makeIdNumber(birthOn: Day, sex: '男' | '女', sequence: number): string {
  const odd = (sequence % 499) * 2 + (sex === '男' ? 1 : 2)
  const body = `990000${birthOn.replaceAll('-', '')}${String(odd).padStart(3, '0')}`
  const factors = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(body[i]) * (factors[i] as number)
  return body + '10X98765432'[sum % 11]
}

/** A mobile number that is nobody's: 130 0000 xxxx. The first 10,000 serials give different numbers. */
export function makeMobile(serial: number): string {
  return `1300000${String((serial * 7919 + 1234) % 10_000).padStart(4, '0')}`
}

/**
 * Resident `serial`: the same person whenever asked, so that somebody can come back with another
 * matter. `isElder` must be the same each time too.
 */
export function makeResident(seed: number, serial: number, today: Day, isElder: boolean): Person {
  const random = createRandom(seed, serial, RESIDENT_PART)
  const age = random.weighted(isElder ? ELDER_AGES : AGES) + random.int(0, 9)
  const person = makePerson(random, { age, sex: random.chance(0.5) ? '男' : '女', home: makeHome(random), today })
  if (random.chance(0.94)) person.phone = makeMobile(serial * 2)
  return person
}

/** Grown up even three years before the end of the range. */
const AGES: readonly (readonly [number, number])[] = [23, 32, 41, 50, 59, 68, 77].map(
  (from, index) => [from, [12, 22, 20, 18, 16, 9, 3][index] as number] as const,
)

const ELDER_AGES: readonly (readonly [number, number])[] = [
  [41, 14],
  [59, 14],
  [68, 36],
  [77, 36],
]

/** A person of that age on `today`. `surname` where a family shares one. */
export function makePerson(
  random: Random,
  wish: { age: number; sex: '男' | '女'; home: Home; today: Day; surname?: string; jobs?: readonly string[] },
): Person {
  const thisYear = Number(wish.today.slice(0, 4))
  const monthDay = `${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
  const birthOn = `${thisYear - wish.age - (monthDay > wish.today.slice(5) ? 1 : 0)}-${monthDay}` as Day
  const name = (wish.surname ?? makeSurname(random)) + makeGivenName(random, wish.sex, Number(birthOn.slice(0, 4)))
  return {
    name,
    sex: wish.sex,
    birthOn,
    age: wish.age,
    home: wish.home,
    occupation: occupationOf(random, wish.age, wish.sex, wish.jobs),
  }
}

/** Full years of age on a day. */
export function ageOn(birthOn: Day, day: Day): number {
  return Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4)) - (birthOn.slice(5) > day.slice(5) ? 1 : 0)
}

function occupationOf(random: Random, age: number, sex: '男' | '女', jobs?: readonly string[]): string {
  const isRetired = age >= (sex === '男' ? 60 : 55)
  if (isRetired && !jobs?.some((job) => job.includes('种植'))) return '退休'
  const fitting = (jobs ?? WORKING_JOBS).filter((job) => job !== '退休')
  return random.pick(fitting.length > 0 ? fitting : WORKING_JOBS)
}

/** A flat somewhere in the street, or in the given place. */
export function makeHome(random: Random, placeIndex = random.int(0, practiceCentre().places.length - 1)): Home {
  const place = practiceCentre().places[placeIndex] as ReturnType<typeof practiceCentre>['places'][number]
  const estate = random.pick(place.estates)
  const floor = random.int(2, estate.lowRise ? 5 : 17)
  const building = random.int(1, estate.buildings)
  return { placeIndex, gridIndex: building % place.grids.length, estate, building, floor, door: random.int(1, 4) }
}

/** `12号楼301室`. */
export function roomText(home: Home): string {
  return `${home.building}号楼${home.floor}${String(home.door).padStart(2, '0')}室`
}

/** The full address; the city is on no map. */
export function addressText(home: Home): string {
  const { city, district } = practiceCentre()
  return `${city}${district}${home.estate.road}${(hashText(home.estate.name) % 60) * 10 + 18}弄${home.estate.name}${roomText(home)}`
}

const BRANDS = [
  '云岫',
  '听禾',
  '青桐',
  '望舒',
  '松间',
  '晴川',
  '拾光',
  '木槿',
  '禾田',
  '竹喧',
  '清和',
  '星野',
  '鹿鸣',
  '南枝',
  '知夏',
  '沐阳',
  '归燕',
  '汀兰',
  '远山',
  '半夏',
  '朝露',
  '白露',
  '梧声',
  '桂雨',
]
const ORGS: Record<OrgKind, { full: string; short: string; rep: string; phone: number }> = {
  property: { full: '物业服务有限公司', short: '物业', rep: '项目经理', phone: 1 },
  decoration: { full: '装饰工程有限公司', short: '装饰', rep: '项目经理', phone: 2 },
  gym: { full: '健身服务有限公司', short: '健身', rep: '店长', phone: 3 },
  beauty: { full: '美容美发店', short: '美容美发店', rep: '店长', phone: 4 },
  tutoring: { full: '教育培训有限公司', short: '培训', rep: '校区负责人', phone: 5 },
  agency: { full: '房地产经纪有限公司', short: '房产中介', rep: '门店经理', phone: 6 },
  restaurant: { full: '餐饮店', short: '餐饮店', rep: '店长', phone: 7 },
  housekeeping: { full: '家政服务有限公司', short: '家政', rep: '门店经理', phone: 8 },
  moving: { full: '搬家服务有限公司', short: '搬家公司', rep: '业务经理', phone: 9 },
  travel: { full: '国际旅行社有限公司', short: '旅行社', rep: '门市经理', phone: 10 },
  online: { full: '电子商务有限公司', short: '电商', rep: '客服主管', phone: 11 },
  cosmetic: { full: '医疗美容门诊部有限公司', short: '医美门诊', rep: '客服主管', phone: 12 },
  dental: { full: '口腔门诊部有限公司', short: '口腔门诊', rep: '门诊主任', phone: 13 },
  labourContractor: { full: '建筑劳务有限公司', short: '劳务公司', rep: '现场负责人', phone: 14 },
  trade: { full: '商贸有限公司', short: '商贸', rep: '业务经理', phone: 15 },
  tech: { full: '科技有限公司', short: '科技', rep: '人事主管', phone: 16 },
  supermarket: { full: '超市有限公司', short: '超市', rep: '店长', phone: 17 },
  courier: { full: '速递服务有限公司', short: '速递', rep: '站点负责人', phone: 18 },
  construction: { full: '建设工程有限公司', short: '建设', rep: '项目经理', phone: 19 },
  repair: { full: '家电维修服务有限公司', short: '家电', rep: '客服主管', phone: 20 },
  lift: { full: '电梯工程有限公司', short: '电梯', rep: '项目经理', phone: 21 },
  shop: { full: '生鲜便利店', short: '便利店', rep: '店长', phone: 22 },
  canteen: { full: '餐饮管理有限公司', short: '餐饮公司', rep: '人事主管', phone: 23 },
  laundry: { full: '洗衣店', short: '洗衣店', rep: '店长', phone: 24 },
  carDealer: { full: '二手车经纪有限公司', short: '二手车行', rep: '门店经理', phone: 25 },
}

/** A made-up company: always in 练州, a city on no map. */
export type Organisation = {
  name: string
  shortName: string
  repTitle: string
  phone: string
  address: string
  legalRepresentative: string
}

/** A company of that kind; the property company of an estate is always the same. */
export function makeOrganisation(random: Random, kind: OrgKind, home: Home): Organisation {
  const { full, short, rep } = ORGS[kind]
  const brand = kind === 'property' ? home.estate.property.slice(0, 2) : random.pick(BRANDS)
  const hash = hashText(brand + kind)
  const fixed = createRandom(hash, 1)
  const { city, district } = practiceCentre()
  return {
    name: `练州${brand}${full}`,
    shortName: brand + short,
    repTitle: rep,
    phone: `021-5555${String(1000 + (hash % 9000))}`,
    address: `${city}${district}${home.estate.road}${(hash % 180) + 2}号`,
    legalRepresentative: makeSurname(fixed) + makeGivenName(fixed, fixed.chance(0.6) ? '男' : '女', 1966 + (hash % 28)),
  }
}

/** The party block of a person. Mostly with phone and ID number, as a window gets them. */
export function toPersonParty(
  random: Random,
  person: Person,
  role: StoryParty['role'],
  phone: string | undefined,
): StoryParty {
  const party: StoryParty = {
    role,
    kind: 'person',
    name: person.name,
    sex: person.sex,
    birthOn: person.birthOn,
    address: addressText(person.home),
    occupation: person.occupation,
  }
  if (phone) party.phone = phone
  if (random.chance(0.86))
    party.idNumber = makeIdNumber(person.birthOn, person.sex, hashText(person.name + person.birthOn))
  return party
}

/** The party block of a company. */
export function toCompanyParty(org: Organisation, role: StoryParty['role']): StoryParty {
  return {
    role,
    kind: 'company',
    name: org.name,
    phone: org.phone,
    address: org.address,
    legalRepresentative: org.legalRepresentative,
    legalRepresentativeTitle: org.name.endsWith('店') ? '经营者' : '执行董事',
  }
}
