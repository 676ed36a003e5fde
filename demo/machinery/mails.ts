import type { CampaignMail } from '../../server/campaigns/mail-text-rules.ts'

export const MAINTENANCE_MAIL: CampaignMail = {
  subject: '{customer}，您的设备到了保养时间',
  text: `{customer}，您好！

您在{company}做过“{product}”，到现在已满两个月。按时保养能减少停机，建议您近期安排下一次保养。

需要上门服务，或者想换个时间提醒，请直接拨打下面的服务电话，说出这封邮件的主题即可。`,
}

export const USED_MACHINE_MAIL: CampaignMail = {
  subject: '{customer}，您的{product}用得还顺手吗',
  text: `{customer}，您好！

感谢您通过{company}成交{product}。过户手续、随机资料或者设备状况有任何问题，请告诉我们，我们会指定专人跟进。

没有问题的话，不用回复这封邮件。`,
}
