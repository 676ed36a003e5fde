import { useEffect, useState } from 'react'
import { isIdentifier } from '../../server/customers/list-rules.ts'
import { useFilters } from '../kit/Filters.tsx'
import { columnsOf, criteriaOf, FILTER_NAMES, type FilterName, sortOf } from './list-address.ts'

/**
 * What the list shows, all of it in the address, so that it can be sent to a colleague; only a whole number or e-mail that
 * was searched stays out of it.
 */
export function useCustomerList() {
  const [values, setValue] = useFilters(FILTER_NAMES)
  const [search, setSearch] = useState(values.q)
  useEffect(() => setSearch(typed => (values.q === undefined && isIdentifier(typed) ? typed : values.q)), [values.q])
  const set = (name: FilterName, value: string | undefined) => {
    if (name === 'q') setSearch(value)
    setValue(name, name === 'q' && isIdentifier(value) ? undefined : value)
  }
  const all = { ...values, q: search }
  return { values: all, set, criteria: criteriaOf(all), sort: sortOf(all), columns: columnsOf(all.cols) }
}
