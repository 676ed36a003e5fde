import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { searchCustomers } from '../../server/customers/list-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useT } from '../kit/words.ts'

const TYPING_MS = 300
const CHOICES = 20

interface CustomerPickProps {
  /** Given by the form field around it. */
  id?: string
  value?: string
  onChange?: (customerId: string) => void
}

/** Finds one customer by name, customer number or last digits; a form field. */
export function CustomerPick({ id, value, onChange }: CustomerPickProps) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const waiting = setTimeout(() => setSearch(typed.trim()), TYPING_MS)
    return () => clearTimeout(waiting)
  }, [typed])
  const found = useAsk(searchCustomers, { query: { limit: CHOICES }, body: { words: search || undefined } })
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      placeholder={t('supervision.choose-customer')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? null : t('supervision.no-customer-found')}
      options={found.data?.items.map(customer => ({
        value: customer.id,
        label: [customer.name, customer.externalId, customer.branchName].filter(Boolean).join(' · '),
      }))}
    />
  )
}
