/**
 * Arc of the OIDs defined here: 2.25 followed by the UUID 34bc7521-bef3-44b1-8c84-2f1d0f11d3ae written as a number
 * (ITU-T X.667), which needs no registration. Below it: .1 attribute types, .2 object classes, .3 matching rules.
 */
export const ARC = '2.25.70098383305769408437666166653538390958'
