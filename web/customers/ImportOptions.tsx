import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { countryOptions } from './countries.ts'
import type { Mapping, Preview } from './mapping.ts'

interface ImportOptionsProps {
  settings: Preview['settings']
  mapping: Mapping
  change: (mapping: Mapping) => void
}

/** What the file leaves unsaid: of which country numbers are, in which zone times, in which order dates. */
export function ImportOptions({ settings, mapping, change }: ImportOptionsProps) {
  return (
    <div className="import-options">
      {settings.map(setting => {
        const Setting = SETTINGS[setting]
        return <Setting key={setting} mapping={mapping} change={change} />
      })}
    </div>
  )
}

type OptionProps = Omit<ImportOptionsProps, 'settings'>

function Option({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label>
      <span>{label}</span>
      {children}
    </label>
  )
}

function Country({ mapping, change }: OptionProps) {
  const t = useT()
  const language = useLanguage()
  return (
    <Option label={t('customers.option-country')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={mapping.country ?? ''}
        options={[{ value: '', label: t('customers.of-organisation') }, ...countryOptions(language)]}
        onChange={country => change({ ...mapping, country: country || undefined })}
      />
    </Option>
  )
}

const ZONES = Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone }))
const CURRENCIES = Intl.supportedValuesOf('currency').map(code => ({ value: code, label: code }))

function CreateCustomers({ mapping, change }: OptionProps) {
  const t = useT()
  return (
    <Option label={t('customers.option-create')}>
      <Select
        value={mapping.createCustomers ?? false}
        options={[
          { value: false, label: t('customers.create-no') },
          { value: true, label: t('customers.create-yes') },
        ]}
        onChange={createCustomers => change({ ...mapping, createCustomers })}
      />
    </Option>
  )
}

function DateOrder({ mapping, change }: OptionProps) {
  const t = useT()
  return (
    <Option label={t('customers.option-date-order')}>
      <Select
        value={mapping.dateOrder ?? ''}
        options={[
          { value: '', label: t('customers.found-out') },
          { value: 'mdy', label: t('customers.date-order-mdy') },
          { value: 'dmy', label: t('customers.date-order-dmy') },
        ]}
        onChange={order => change({ ...mapping, dateOrder: (order || undefined) as Mapping['dateOrder'] })}
      />
    </Option>
  )
}

function TimeZone({ mapping, change }: OptionProps) {
  const t = useT()
  const organisationZone = useMe().organisation.timeZone
  return (
    <Option label={t('customers.option-time-zone')}>
      <Select
        showSearch
        value={mapping.timeZone ?? organisationZone}
        options={ZONES}
        onChange={timeZone => change({ ...mapping, timeZone })}
      />
    </Option>
  )
}

function Currency({ mapping, change }: OptionProps) {
  const t = useT()
  return (
    <Option label={t('customers.option-currency')}>
      <Select
        showSearch
        value={mapping.currency ?? ''}
        options={[{ value: '', label: t('customers.no-currency') }, ...CURRENCIES]}
        onChange={currency => change({ ...mapping, currency: currency || undefined })}
      />
    </Option>
  )
}

const SETTINGS: Record<Preview['settings'][number], typeof Country> = {
  country: Country,
  createCustomers: CreateCustomers,
  dateOrder: DateOrder,
  timeZone: TimeZone,
  currency: Currency,
}
