import { CloseOutlined, DownOutlined, SearchOutlined } from '@ant-design/icons'
import { Dropdown, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useT } from './words.ts'

/** A filter by choice (a chip with a menu) or by typing (a search field). */
export type Filter<Name extends string> =
  | { name: Name; label: string; options: readonly { value: string; label: string }[] }
  | { name: Name; label: string; search: true }

export type FilterValues<Name extends string> = { [N in Name]?: string }

/** The filters of a list, kept in the address, so that a page can be sent to a colleague: `const [values, set] = useFilters(['q', 'state'])`. */
export function useFilters<const Name extends string>(
  names: readonly Name[],
): [values: FilterValues<Name>, set: (name: Name, value: string | undefined) => void] {
  const [search, setSearch] = useSearchParams()
  const values = Object.fromEntries(
    names.flatMap(name => (search.get(name) ? [[name, search.get(name)]] : [])),
  ) as FilterValues<Name>
  // Filters set one right after the other add up; the router alone would keep the last only.
  const latest = useRef(search)
  latest.current = search
  const set = (name: Name, value: string | undefined) => {
    const next = new URLSearchParams(latest.current)
    if (value) next.set(name, value)
    else next.delete(name)
    latest.current = next
    setSearch(next, { replace: true })
  }
  return [values, set]
}

interface FiltersProps<Name extends string> {
  filters: readonly Filter<Name>[]
  values: FilterValues<Name>
  set: (name: Name, value: string | undefined) => void
}

/** Filters above a table: each set one is a chip that can be taken off. */
export function Filters<Name extends string>({ filters, values, set }: FiltersProps<Name>) {
  const t = useT()
  return (
    <search className="filters">
      {filters.map(filter =>
        'search' in filter ? (
          <SearchField
            key={filter.name}
            label={filter.label}
            value={values[filter.name]}
            onSet={value => set(filter.name, value)}
          />
        ) : (
          <Chip
            key={filter.name}
            filter={filter}
            value={values[filter.name]}
            onSet={value => set(filter.name, value)}
          />
        ),
      )}
      {filters.some(filter => values[filter.name]) && (
        <button type="button" className="chip-clear" onClick={() => clearAll(filters, set)}>
          {t('kit.clear-filters')}
        </button>
      )}
    </search>
  )
}

function clearAll<Name extends string>(filters: readonly Filter<Name>[], set: FiltersProps<Name>['set']): void {
  for (const filter of filters) set(filter.name, undefined)
}

interface ChipProps {
  filter: { label: string; options: readonly { value: string; label: string }[] }
  value: string | undefined
  onSet: (value: string | undefined) => void
}

function Chip({ filter, value, onSet }: ChipProps) {
  const t = useT()
  const chosen = filter.options.find(option => option.value === value)
  return (
    <span className={chosen ? 'chip chip-set' : 'chip'}>
      <Dropdown
        trigger={['click']}
        menu={{
          items: filter.options.map(option => ({ key: option.value, label: option.label })),
          selectable: true,
          selectedKeys: value ? [value] : [],
          onClick: ({ key }) => onSet(key),
        }}
      >
        <button type="button">
          {filter.label}
          {chosen && <b>{chosen.label}</b>}
          <DownOutlined aria-hidden />
        </button>
      </Dropdown>
      {chosen && (
        <button
          type="button"
          aria-label={t('kit.remove-filter', { name: filter.label })}
          onClick={() => onSet(undefined)}
        >
          <CloseOutlined aria-hidden />
        </button>
      )}
    </span>
  )
}

const TYPING_MS = 300

function SearchField({
  label,
  value = '',
  onSet,
}: {
  label: string
  value?: string
  onSet: (value: string | undefined) => void
}) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const waiting = setTimeout(() => onSet(typed.trim() || undefined), TYPING_MS)
    return () => clearTimeout(waiting)
  })
  return (
    <Input
      className="search-field"
      type="search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onPressEnter={() => onSet(typed.trim() || undefined)}
      allowClear
    />
  )
}
