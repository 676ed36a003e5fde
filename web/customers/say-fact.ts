import { CustomerKind } from '../../server/customers/contract.ts'
import { Stage } from '../../server/customers/list-contract.ts'
import { PointOwnership, Verification } from '../../server/customers/points-contract.ts'
import { MachineState } from '../../server/machines/contract.ts'
import type { Language } from '../kit/preferences.ts'
import type { useT } from '../kit/words.ts'
import { sayCountry } from './countries.ts'

type T = ReturnType<typeof useT>

const FIELDS = [
  'name',
  'kind',
  'externalId',
  'branch',
  'country',
  'timeZone',
  'note',
  'birthday',
  'owner',
  'stage',
  'tags',
  'added',
  'verified',
  'state',
  'ownership',
  'rank',
  'extension',
  'duties',
  'language',
  'validFrom',
  'validUntil',
  'inCharge',
  'goodHours',
  'merged',
  'parted',
  'split',
  'split-from',
  'joined',
  'serialNumber',
  'brand',
  'model',
  'boughtOn',
  'deliveredOn',
  'warrantyUntil',
] as const

/** The name of a field of a customer, a contact point, a person or a machine; one that is not known, as it is. */
export function sayField(field: string, t: T): string {
  const known = FIELDS.find(one => one === field)
  return known ? t(`customers.field-${known}`) : field
}

const POINT_STATES = ['valid', 'doubtful', 'wrong', 'never-registered'] as const
const LANGUAGES = ['zh', 'yue', 'en', 'ja', 'ko', 'ru', 'ug', 'bo', 'mn'] as const

/** A language by its code, in words where we have them. */
export function sayLanguage(code: string, t: T): string {
  const known = LANGUAGES.find(one => one === code)
  return known ? t(`customers.language-${known}`) : code
}

export const languageOptions = (t: T) =>
  LANGUAGES.map(code => ({ value: code as string, label: t(`customers.language-${code}`) }))

/** The value of a field as people say it; codes become words. */
export function sayFactValue(field: string, value: string, t: T, language: Language): string {
  const of = <V extends string>(options: readonly V[]) => options.find(one => one === value)
  switch (field) {
    case 'kind': {
      const kind = of(CustomerKind.options)
      return kind ? t(`customers.kind-${kind}`) : value
    }
    case 'stage': {
      const stage = of(Stage.options)
      return stage ? t(`customers.stage-${stage}`) : value
    }
    case 'country':
      return sayCountry(value, language)
    case 'language':
      return sayLanguage(value, t)
    case 'ownership': {
      const ownership = of(PointOwnership.options)
      return ownership ? t(`customers.ownership-${ownership}`) : value
    }
    case 'verified': {
      const how = of(Verification.options)
      return how ? t(`customers.how-${how}`) : value
    }
    case 'state': {
      const state = of(POINT_STATES)
      if (state) return t(`customers.point-${state}`)
      const machine = of(MachineState.options)
      return machine ? t(`customers.machine-${machine}`) : value
    }
    case 'inCharge':
      return t(value === 'yes' ? 'customers.yes' : 'customers.no')
    case 'goodHours':
      return sayHours(value, t)
    default:
      return value
  }
}

/** Good hours as the history keeps them (`1 09:00–11:00, 3 14:00–16:00; 08:30–`) with the days in words. */
function sayHours(value: string, t: T): string {
  return value.replaceAll(/(^|, )([1-7]) /g, (_, before: string, day: string) => {
    return `${before}${t(`customers.weekday-${day as '1'}`)} `
  })
}

const SOURCES = ['import', 'staff', 'call', 'undo', 'merge', 'api', 'system'] as const

/** Where something we know comes from, in words; a source that is not known, as it is. */
export function saySource(source: string, t: T): string {
  const known = SOURCES.find(one => one === source)
  return known ? t(`customers.source-${known}`) : source
}
