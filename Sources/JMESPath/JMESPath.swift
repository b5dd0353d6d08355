/// JMESPath, the query language of `aws --query`.
package enum JMESPath {}
