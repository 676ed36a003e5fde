import { DownloadOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { useState } from 'react'
import { downloadAgents, downloadOutcomes } from '../../server/reports/contract.ts'
import { download } from '../kit/api.ts'
import { Button } from '../kit/Button.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

interface DownloadsProps {
  /** The day and the part of the work that the page shows. */
  query: {
    day?: string | undefined
    branchId?: string | undefined
    teamId?: string | undefined
    campaignId?: string | undefined
  }
  day: string
}

/** The tables of the day as files; each download is written to the audit log. */
export function Downloads({ query, day }: DownloadsProps) {
  const t = useT()
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const save = (endpoint: typeof downloadAgents | typeof downloadOutcomes, name: string) => {
    setBusy(true)
    download(endpoint, { query }, `${name}-${day}.csv`)
      .catch(say.problem)
      .finally(() => setBusy(false))
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'agents', label: t('insight.download-agents') },
          { key: 'outcomes', label: t('insight.download-outcomes') },
        ],
        onClick: ({ key }) => (key === 'agents' ? save(downloadAgents, key) : save(downloadOutcomes, key)),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={busy} title={t('insight.download-audited')}>
        {t('insight.downloads')}
      </Button>
    </Dropdown>
  )
}
